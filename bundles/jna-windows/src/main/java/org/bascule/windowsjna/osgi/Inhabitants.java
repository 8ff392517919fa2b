package org.bascule.windowsjna.osgi;

import java.util.Set;
import org.osgi.framework.Bundle;

/** Who is in the Windows world at the moment. Thread-safe. */
final class Inhabitants {
  private volatile Set<Long> guests = Set.of();
  private volatile Set<Long> own = Set.of();

  /** Those who want it. */
  Set<Long> guests() {
    return guests;
  }

  void setGuests(Set<Long> ids) {
    guests = Set.copyOf(ids);
  }

  /** The bundles that are this world. */
  void setOwn(Set<Long> ids) {
    own = Set.copyOf(ids);
  }

  /** Whether a bundle sees this world, or is a part of it. */
  boolean has(Bundle bundle) {
    return guests.contains(bundle.getBundleId()) || own.contains(bundle.getBundleId());
  }
}

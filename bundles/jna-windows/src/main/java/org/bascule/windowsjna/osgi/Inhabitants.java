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

  /** Whether what one bundle offers of JNA is for another one: both are of the same world. */
  boolean areTogether(Bundle offering, Bundle asking) {
    return has(offering) ? has(asking) : !WorldBundles.isOwn(offering) && !has(asking);
  }

  /** Whether a bundle sees this world, or is a part of it. One that was a part is of no world. */
  boolean has(Bundle bundle) {
    return guests.contains(bundle.getBundleId()) || own.contains(bundle.getBundleId());
  }
}

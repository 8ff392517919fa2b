package org.bascule.windowsjna.osgi;

import java.util.Collection;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** A resolver hook that only says who may be wired to whom. */
interface MatchingHook extends ResolverHook {
  @Override
  default void filterResolvable(Collection<BundleRevision> candidates) {
    // Nobody is kept from being resolved.
  }

  @Override
  default void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> collisions) {
    // Neither is JNA a singleton, nor jna-platform.
  }

  @Override
  default void end() {
    // Nothing is kept from one resolving to the next.
  }
}

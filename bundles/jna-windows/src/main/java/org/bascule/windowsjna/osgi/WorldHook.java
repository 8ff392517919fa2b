package org.bascule.windowsjna.osgi;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Of all that is JNA, each bundle is offered what belongs to its own world. */
final class WorldHook implements ResolverHookFactory, ResolverHook {
  private final Inhabitants inhabitants;

  WorldHook(Inhabitants inhabitants) {
    this.inhabitants = inhabitants;
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return this;
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    if (JnaWires.asks(requirement)) {
      Bundle asking = requirement.getRevision().getBundle();
      candidates.removeIf(
          candidate ->
              JnaWires.isJna(candidate)
                  && !inhabitants.areTogether(candidate.getRevision().getBundle(), asking));
    }
  }

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {
    // Nobody is kept from being resolved.
  }

  @Override
  public void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> collisions) {
    // Neither is JNA a singleton, nor jna-platform.
  }

  @Override
  public void end() {
    // Nothing is kept from one resolving to the next.
  }
}

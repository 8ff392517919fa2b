package org.bascule.windowsjna.osgi;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Of all that is JNA, each bundle is offered what belongs to its own world. */
final class WorldHook implements ResolverHookFactory, MatchingHook {
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
}

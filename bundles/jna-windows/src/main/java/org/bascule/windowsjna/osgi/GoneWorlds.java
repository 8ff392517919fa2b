package org.bascule.windowsjna.osgi;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Keeps bundles from being wired to a world that is over, which a framework offers for as long as
 * somebody is wired to it. Stands in the framework's own name, beyond the end of this bundle, until
 * there is none any more.
 */
final class GoneWorlds implements ResolverHookFactory, MatchingHook, FrameworkListener {
  private final BundleContext framework;
  private volatile ServiceRegistration<ResolverHookFactory> registration;

  private GoneWorlds(BundleContext framework) {
    this.framework = framework;
  }

  /** Stands guard, if there is something to guard. */
  static void guard(BundleContext context) {
    Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    BundleContext framework = system.getBundleContext();
    if (system.getState() == Bundle.ACTIVE && WorldBundles.linger(framework)) {
      GoneWorlds guard = new GoneWorlds(framework);
      guard.registration = framework.registerService(ResolverHookFactory.class, guard, null);
      framework.addFrameworkListener(guard);
    }
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED && !WorldBundles.linger(framework)) {
      framework.removeFrameworkListener(this);
      registration.unregister();
    }
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return this;
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    if (JnaWires.asks(requirement)) {
      candidates.removeIf(
          candidate ->
              isGone(candidate.getRevision().getBundle())
                  && !isWired(requirement.getRevision().getWiring(), candidate.getRevision()));
    }
  }

  private static boolean isGone(Bundle bundle) {
    return bundle.getState() == Bundle.UNINSTALLED && WorldBundles.isOwn(bundle);
  }

  /** Who is there already finds the rest too. */
  private static boolean isWired(BundleWiring asking, BundleRevision offering) {
    return asking != null
        && asking.getRequiredWires(null).stream()
            .anyMatch(wire -> wire.getProvider().equals(offering));
  }
}

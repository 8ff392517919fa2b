package org.bascule.windowsjna.world;

import java.util.Optional;
import org.bascule.bridge.raw.RawHost;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.windowsjna.WorldHost;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The host of a bundle that is a world: a service, which gives each life of the bundle its own. */
final class BundleHost {
  private BundleHost() {}

  static boolean isBundle() {
    return FrameworkUtil.getBundle(BundleHost.class) != null;
  }

  static RawHost find() {
    return Optional.ofNullable(FrameworkUtil.getBundle(BundleHost.class))
        .map(Bundle::getBundleContext)
        .flatMap(BundleHost::service)
        .map(WorldHost::host)
        .orElseThrow(BundleHost::missing);
  }

  private static Optional<WorldHost> service(BundleContext context) {
    return Optional.ofNullable(context.getServiceReference(WorldHost.class))
        .map(context::getService);
  }

  private static BasculeException missing() {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.HOST_START,
            "have a host for JNA's Windows world",
            String.valueOf(FrameworkUtil.getBundle(BundleHost.class)),
            "a bundle that runs, beside org.bascule.jna-windows that runs",
            "one of the two does not",
            "start org.bascule.jna-windows; it has its bundles begin anew"));
  }
}

package org.bascule.windowsjna.osgi;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles that are the Windows world: there while somebody wants it. Not thread-safe. */
final class WorldBundles {
  /** What their locations begin with. */
  private static final String LOCATION = "bascule-windows:";

  private static final String PLATFORM = "com.sun.jna.platform";
  private static final int MOST_TRIES = 10;

  private final BundleContext context;
  private Bundle jna;
  private Bundle platform;
  private long platformOf;
  private long platformChanged;

  WorldBundles(BundleContext context) {
    this.context = context;
  }

  /** Whether it is one of these. */
  static boolean isOwn(Bundle bundle) {
    return bundle.getLocation().startsWith(LOCATION);
  }

  /** Takes away what a framework still has that ended without a word. */
  void sweep() throws BundleException {
    for (Bundle bundle : context.getBundles()) {
      if (isOwn(bundle)) {
        uninstall(bundle);
      }
    }
  }

  /** Those that have been uninstalled, and are not gone while others are wired to them. */
  List<Bundle> lingering() {
    return lingering(context);
  }

  private static List<Bundle> lingering(BundleContext context) {
    return wiring(context).getRemovalPendingBundles().stream()
        .filter(bundle -> isOwn(bundle) && bundle.getState() == Bundle.UNINSTALLED)
        .toList();
  }

  /** Whether there are such, as anybody can tell. */
  static boolean linger(BundleContext context) {
    return !lingering(context).isEmpty();
  }

  /** The numbers of those that are installed. */
  Set<Long> ids() {
    Set<Long> ids = new HashSet<>();
    Stream.of(Optional.ofNullable(jna), Optional.ofNullable(platform))
        .flatMap(Optional::stream)
        .forEach(bundle -> ids.add(bundle.getBundleId()));
    return ids;
  }

  boolean areThere() {
    return jna != null;
  }

  /** Has JNA be there, not started. */
  void install() throws BundleException {
    if (jna == null) {
      jna = install("jna", context.getBundle(), WorldJars::jna);
    }
  }

  /** Has JNA run, by which its classes find their host. */
  void start() throws BundleException {
    if (jna.getState() != Bundle.ACTIVE) {
      jna.start(Bundle.START_TRANSIENT);
    }
  }

  /** Has a copy of jna-platform be there if others have one that is not in this world. */
  void copyPlatform(Set<Long> guests) throws BundleException {
    Optional<Bundle> original =
        Arrays.stream(context.getBundles())
            .filter(bundle -> !isOwn(bundle) && !guests.contains(bundle.getBundleId()))
            .filter(bundle -> PLATFORM.equals(bundle.getSymbolicName()) && exportsJna(bundle))
            .findFirst();
    if (platform != null && original.filter(this::isCopied).isPresent()) {
      return;
    }
    if (platform != null) {
      uninstall(platform);
      platform = null;
    }
    if (original.isPresent()) {
      platformOf = original.get().getBundleId();
      platformChanged = original.get().getLastModified();
      platform = install("jna-platform", original.get(), WorldJars::platform);
    }
  }

  private boolean isCopied(Bundle original) {
    return platformOf == original.getBundleId() && platformChanged == original.getLastModified();
  }

  private static boolean exportsJna(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null && JnaWires.exportsJna(revision);
  }

  private Bundle install(String name, Bundle of, Function<Bundle, InputStream> jar)
      throws BundleException {
    Bundle left = context.getBundle(LOCATION + name);
    if (left != null) {
      uninstall(left);
    }
    return context.installBundle(LOCATION + name, jar.apply(of));
  }

  /** Takes all away; those who are wired to them keep what they have until they are refreshed. */
  void uninstall() throws BundleException {
    for (Bundle bundle : Arrays.asList(platform, jna)) {
      if (bundle != null) {
        uninstall(bundle);
      }
    }
    platform = null;
    jna = null;
  }

  /** Felix gives up when a refresh goes on at the same time: then that is waited for. */
  private static void uninstall(Bundle bundle) throws BundleException {
    for (int tries = 1; bundle.getState() != Bundle.UNINSTALLED; tries++) {
      try {
        bundle.uninstall();
      } catch (IllegalStateException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Has these be wired anew, with all that depend on them. */
  void refresh(Collection<Bundle> bundles) {
    wiring(context).refreshBundles(bundles);
  }

  private static FrameworkWiring wiring(BundleContext context) {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }
}

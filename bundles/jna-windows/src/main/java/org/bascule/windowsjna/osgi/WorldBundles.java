package org.bascule.windowsjna.osgi;

import java.io.InputStream;
import java.util.ArrayList;
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
    List<Bundle> swept = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      if (isOwn(bundle)) {
        bundle.uninstall();
        swept.add(bundle);
      }
    }
    if (!swept.isEmpty()) {
      refresh(swept);
    }
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

  /**
   * Has a copy of jna-platform be there if those of plain JNA have one that is not in this world.
   *
   * @return the copy that there was before, which has been uninstalled
   */
  Optional<Bundle> copyPlatform(Set<Long> guests) throws BundleException {
    Optional<Bundle> original =
        Arrays.stream(context.getBundles())
            .filter(bundle -> !isOwn(bundle) && !guests.contains(bundle.getBundleId()))
            .filter(bundle -> "com.sun.jna.platform".equals(bundle.getSymbolicName()))
            .filter(bundle -> exportsJna(bundle))
            .findFirst();
    if (platform != null
        && original.isPresent()
        && platformOf == original.get().getBundleId()
        && platformChanged == original.get().getLastModified()) {
      return Optional.empty();
    }
    Optional<Bundle> before = Optional.ofNullable(platform);
    if (platform != null) {
      platform.uninstall();
      platform = null;
    }
    if (original.isPresent()) {
      platformOf = original.get().getBundleId();
      platformChanged = original.get().getLastModified();
      platform = install("jna-platform", original.get(), WorldJars::platform);
    }
    return before;
  }

  private static boolean exportsJna(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null && JnaWires.exportsJna(revision);
  }

  private Bundle install(String name, Bundle of, Function<Bundle, InputStream> jar)
      throws BundleException {
    Bundle left = context.getBundle(LOCATION + name);
    if (left != null) {
      left.uninstall();
    }
    return context.installBundle(LOCATION + name, jar.apply(of));
  }

  /** Takes all away; those who are wired to them keep what they have until they are refreshed. */
  List<Bundle> uninstall() throws BundleException {
    List<Bundle> gone = new ArrayList<>();
    for (Bundle bundle : Arrays.asList(platform, jna)) {
      if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
        bundle.uninstall();
        gone.add(bundle);
      }
    }
    platform = null;
    jna = null;
    return gone;
  }

  /** Has these be wired anew, with all that depend on them. */
  void refresh(Collection<Bundle> bundles) {
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(bundles);
  }
}

package org.bascule.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/** A running OSGi framework with the distribution's bundles in it. */
final class OsgiRuntime implements AutoCloseable {
  private static final long STOP_MILLIS = 20_000;

  private final Framework framework;
  private final RunFolder folder;
  private final Thread hook;

  private OsgiRuntime(Framework framework, RunFolder folder) {
    this.framework = framework;
    this.folder = folder;
    this.hook = new Thread(this::stop, "framework stop");
  }

  /**
   * Returns when the last start level is reached, so that services and deployed guests are there.
   */
  static OsgiRuntime start(Home home, DataFolder data) throws BundleException, IOException {
    List<Home.LeveledBundle> bundles = home.bundles();
    RunFolder folder = RunFolder.create(data);
    Map<String, String> settings = FrameworkSettings.of(home, data, folder, bundles);
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).iterator().next();
    OsgiRuntime runtime = new OsgiRuntime(factory.newFramework(settings), folder);
    try {
      runtime.boot(bundles);
      return runtime;
    } catch (BundleException e) {
      runtime.close();
      throw e;
    }
  }

  private void boot(List<Home.LeveledBundle> bundles) throws BundleException {
    Runtime.getRuntime().addShutdownHook(hook);
    framework.init();
    framework.getBundleContext().addFrameworkListener(OsgiRuntime::report);
    Set<Bundle> own = new HashSet<>(Set.of(framework));
    for (Home.LeveledBundle bundle : bundles) {
      own.add(install(framework.getBundleContext(), bundle));
    }
    framework.start();
    Stream.of(framework.getBundleContext().getBundles())
        .filter(bundle -> !own.contains(bundle))
        .forEach(OsgiRuntime::startGuest);
  }

  private static Bundle install(BundleContext context, Home.LeveledBundle leveled)
      throws BundleException {
    // By reference: the framework reads the jar where it lies instead of copying it at each start.
    Bundle bundle = context.installBundle("reference:" + leveled.file().toUri());
    bundle.adapt(BundleStartLevel.class).setStartLevel(leveled.level());
    if (!isFragment(bundle)) {
      bundle.start();
    }
    return bundle;
  }

  /**
   * FileInstall comes before the guests' start level, and would start them only at its next look.
   */
  private static void startGuest(Bundle guest) {
    try {
      if (!isFragment(guest)) {
        guest.start(Bundle.START_ACTIVATION_POLICY);
      }
    } catch (BundleException e) {
      System.err.println(guest + ": " + e.getMessage());
    }
  }

  private static boolean isFragment(Bundle bundle) {
    return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
  }

  private static void report(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR) {
      System.err.println(event.getBundle() + ": " + event.getThrowable().getMessage());
    }
  }

  /** The best service of this type and filter, waited for; empty if none came in time. */
  Optional<Object> service(Class<?> type, String filter, Duration patience)
      throws InterruptedException {
    String all = "(&(" + Constants.OBJECTCLASS + "=" + type.getName() + ")" + filter + ")";
    try {
      ServiceTracker<Object, Object> tracker =
          new ServiceTracker<>(framework.getBundleContext(), FrameworkUtil.createFilter(all), null);
      tracker.open();
      // The tracker stays open: closing it would release the service while it is in use.
      return Optional.ofNullable(tracker.waitForService(patience.toMillis()));
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(filter, e);
    }
  }

  /** Runs the action when the framework has stopped for whatever reason. */
  void whenStopped(Runnable action) {
    Thread watch =
        new Thread(
            () -> {
              awaitStop(0);
              action.run();
            },
            "framework watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Stops all bundles and the framework, waits for it, and deletes its storage. Idempotent. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The process ends already, and the hook does the work.
    }
  }

  private synchronized void stop() {
    try {
      framework.stop();
      awaitStop(STOP_MILLIS);
      folder.delete();
    } catch (BundleException | IOException e) {
      System.err.println("cannot stop the framework: " + e.getMessage());
    }
  }

  private void awaitStop(long millis) {
    try {
      framework.waitForStop(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.bascule.itest.windowsjna.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.bascule.itest.Leftovers;
import org.bascule.itest.windowsjna.guest.PortableProgram;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles with the guests' class files, each with them in a loader of its own. */
final class GuestBundles {
  /** As bnd writes it for a program that was built with JNA 5.9. */
  static final String IMPORTS =
      "com.sun.jna;version=\"[5.9,6)\",com.sun.jna.ptr;version=\"[5.9,6)\","
          + "com.sun.jna.win32;version=\"[5.9,6)\"";

  private static final String PACKAGE =
      "/" + PortableProgram.class.getPackageName().replace('.', '/');
  private static final long PATIENCE_SECONDS = 60;

  private final BundleContext context;
  private final List<Bundle> installed = new ArrayList<>();

  GuestBundles(BundleContext context) {
    this.context = context;
  }

  /** The bundle that is JNA of the Windows world; null if there is none. */
  Bundle world() {
    return context.getBundle("bascule-windows:jna");
  }

  /** Installs and starts one. */
  Bundle start(String name, Map<String, String> headers) throws BundleException {
    Bundle bundle = context.installBundle("guest:" + name, jar(name, headers));
    installed.add(bundle);
    bundle.start();
    return bundle;
  }

  /** Updates one to the same again, with a loader of its own. */
  void update(Bundle bundle, Map<String, String> headers) throws BundleException {
    bundle.update(jar(bundle.getSymbolicName(), headers));
  }

  /** Installs the jar, as it is published, that has a class; nobody has started it. */
  Bundle installPublished(String type) throws BundleException, IOException {
    URL place = ClassLoader.getSystemClassLoader().getResource(type.replace('.', '/') + ".class");
    URL jar = ((JarURLConnection) place.openConnection()).getJarFileURL();
    try (InputStream in = jar.openStream()) {
      Bundle bundle = context.installBundle("guest:" + jar.getPath(), in);
      installed.add(bundle);
      return bundle;
    }
  }

  private InputStream jar(String name, Map<String, String> headers) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    headers.forEach(main::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (URL file :
          Collections.list(context.getBundle().findEntries(PACKAGE, "*.class", false))) {
        jar.putNextEntry(new JarEntry(file.getPath().replaceFirst("^/", "")));
        try (InputStream in = file.openStream()) {
          in.transferTo(jar);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /** Runs a program of a bundle. */
  static <T> Map<String, String> run(
      Bundle bundle, Class<? extends Function<T, Map<String, String>>> program, T argument)
      throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    Function<T, Map<String, String>> there =
        (Function<T, Map<String, String>>)
            bundle.loadClass(program.getName()).getConstructor().newInstance();
    return there.apply(argument);
  }

  /** Whether a bundle runs, and is wired to JNA of the Windows world. */
  static boolean isWindows(Bundle bundle) {
    return runsOn(bundle, "windows");
  }

  /** Whether it runs, and is wired to plain JNA. */
  static boolean isPlain(Bundle bundle) {
    return runsOn(bundle, "");
  }

  private static boolean runsOn(Bundle bundle, String qualifier) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return bundle.getState() == Bundle.ACTIVE
        && wiring != null
        && wiring.getRequiredWires(null).stream()
            .map(wire -> wire.getProvider().getBundle())
            .anyMatch(
                provider ->
                    provider.getSymbolicName().equals("com.sun.jna")
                        && provider.getState() != Bundle.UNINSTALLED
                        && provider.getVersion().getQualifier().equals(qualifier));
  }

  /** Waits for what happens on other threads. */
  static void await(BooleanSupplier condition) {
    if (Leftovers.await(Duration.ofSeconds(PATIENCE_SECONDS), condition) == null) {
      throw new IllegalStateException("it did not happen in time");
    }
  }

  /** Refreshes these, and waits until that is done. */
  void refresh(Bundle... bundles) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundles),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
              }
            });
    if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not refreshed in time");
    }
  }

  /** Runs it on a thread that ends, which takes along what JNA keeps for threads. */
  static <T> Map<String, String> runApart(
      Bundle bundle, Class<? extends Function<T, Map<String, String>>> program, T argument)
      throws Exception {
    FutureTask<Map<String, String>> task = new FutureTask<>(() -> run(bundle, program, argument));
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
    return task.get();
  }

  /** Uninstalls all of them, the newest first. */
  void clear() throws InterruptedException {
    Collections.reverse(installed);
    installed.forEach(bundle -> await(() -> isUninstalled(bundle)));
    refresh(installed.toArray(new Bundle[0]));
    installed.clear();
  }

  /** Felix refuses while another thread refreshes. */
  private static boolean isUninstalled(Bundle bundle) {
    if (bundle.getState() != Bundle.UNINSTALLED) {
      try {
        bundle.uninstall();
      } catch (BundleException | IllegalStateException e) {
        return false;
      }
    }
    return true;
  }
}

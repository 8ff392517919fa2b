package org.bascule.jna.loader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The session of a DLL's width that everybody shares. */
final class SharedSession implements Function<String, Session> {
  private final SearchPath path;
  private Bascule ofClassPath;

  /**
   * Not opened yet.
   *
   * @param path where what DLLs import is looked for too; in a framework its configuration says
   *     that
   */
  SharedSession(SearchPath path) {
    this.path = path;
  }

  @Override
  public Session apply(String library) {
    return inFramework().orElseGet(this::ofClassPath).sharedFor(library);
  }

  private synchronized Bascule ofClassPath() {
    if (ofClassPath == null) {
      List<Path> directories = new ArrayList<>(path.of(SearchPath.OWN));
      directories.addAll(path.of(SearchPath.JNA));
      ofClassPath = Standalone.bascule(SessionOptions.defaults().withLibraryPath(directories));
    }
    return ofClassPath;
  }

  /** The service, where this class is in a bundle. */
  private static Optional<Bascule> inFramework() {
    try {
      return Optional.ofNullable(FrameworkUtil.getBundle(SharedSession.class))
          .map(Bundle::getBundleContext)
          .map(SharedSession::service);
    } catch (NoClassDefFoundError e) {
      // A plain class path has no OSGi at all.
      return Optional.empty();
    }
  }

  private static Bascule service(BundleContext context) {
    ServiceReference<Bascule> reference = context.getServiceReference(Bascule.class);
    return reference == null ? null : context.getService(reference);
  }
}

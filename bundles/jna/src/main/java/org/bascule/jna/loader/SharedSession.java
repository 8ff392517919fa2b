package org.bascule.jna.loader;

import com.sun.jna.Library;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The road through the session that everybody shares. */
final class SharedSession implements LibraryLoader.Road {
  @Override
  public <T extends Library> T load(String name, Class<T> type, Optional<Map<String, ?>> options) {
    Session session = inFramework().orElseGet(() -> ClassPath.BASCULE).shared();
    return options.isPresent() ? session.load(name, type, options.get()) : session.load(name, type);
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

  /** Made when it is first asked for. */
  private static final class ClassPath {
    static final Bascule BASCULE = Standalone.bascule();
  }
}

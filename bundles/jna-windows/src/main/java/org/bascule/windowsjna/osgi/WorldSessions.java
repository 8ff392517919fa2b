package org.bascule.windowsjna.osgi;

import java.util.function.Supplier;
import org.bascule.bridge.Session;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawSession;
import org.bascule.windowsjna.WorldHost;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/**
 * Gives each life of the bundle that is the world a host of its own: it ends when the bundle stops,
 * and the next one begins anew.
 */
final class WorldSessions implements ServiceFactory<WorldHost> {
  private static final String GONE =
      "this object is from before the world was refreshed or stopped: make a new one, with the bundle"
          + " org.bascule.jna-windows started";

  private final Supplier<Session> opener;

  WorldSessions(Supplier<Session> opener) {
    this.opener = opener;
  }

  @Override
  public WorldHost getService(Bundle bundle, ServiceRegistration<WorldHost> registration) {
    return new Lazy(opener, remedy(bundle));
  }

  @Override
  public void ungetService(
      Bundle bundle, ServiceRegistration<WorldHost> registration, WorldHost world) {
    ((Lazy) world).close();
  }

  private static String remedy(Bundle world) {
    return "refresh the bundle "
        + world.getSymbolicName()
        + " "
        + world.getVersion()
        + " (in the shell: refresh "
        + world.getBundleId()
        + "): it and all that use it begin anew; if that is not meant, look for the cause in the"
        + " DLL's output";
  }

  /** A host that is started when it is first asked for. */
  private static final class Lazy implements WorldHost {
    private final Supplier<Session> opener;
    private final String remedy;
    private Session session;
    private RawHost host;
    private volatile boolean closed;

    Lazy(Supplier<Session> opener, String remedy) {
      this.opener = opener;
      this.remedy = remedy;
    }

    @Override
    public synchronized RawHost host() {
      if (host == null) {
        session = opener.get();
        host = new TellingHost(RawSession.host(session), () -> closed ? GONE : remedy);
      }
      return host;
    }

    synchronized void close() {
      closed = true;
      if (session != null) {
        session.close();
      }
    }
  }
}

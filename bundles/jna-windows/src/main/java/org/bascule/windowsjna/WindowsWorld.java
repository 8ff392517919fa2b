package org.bascule.windowsjna;

import java.net.URL;
import java.util.List;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.raw.RawSession;

/**
 * Makes class loaders for jars that were written for Windows with JNA. A type of JNA's in such a
 * loader is another one than that of the same name outside.
 */
public final class WindowsWorld {
  private WindowsWorld() {}

  /**
   * A class loader with a session of its own, which ends when the loader is closed.
   *
   * @param jars what is loaded there: first of all places, with native methods that can be
   *     registered. A {@code jna} among them gives way to this world's
   * @param parent has all other classes, but nothing of JNA's
   * @param bascule opens the session
   * @param options of the session
   * @throws org.bascule.error.BasculeException if it cannot be opened
   */
  public static WorldLoader loader(
      List<URL> jars, ClassLoader parent, Bascule bascule, SessionOptions options) {
    Session session = bascule.open(options);
    try {
      return new WorldLoader(jars, parent, RawSession.host(session), session::close);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** The same in a session that somebody else closes, who may use it too. */
  public static WorldLoader loader(List<URL> jars, ClassLoader parent, Session session) {
    return new WorldLoader(jars, parent, RawSession.host(session), () -> {});
  }
}

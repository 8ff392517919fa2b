package org.bascule.bridge.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionListener;

/** Those who want to know what becomes of sessions. The failure of one is nobody else's. */
final class Listeners implements SessionListener {
  private static final System.Logger LOG = System.getLogger("org.bascule.bridge");

  private final List<SessionListener> all = new CopyOnWriteArrayList<>();

  /** Adds one; what to take it away with. */
  AutoCloseable add(SessionListener listener) {
    all.add(listener);
    return () -> remove(listener);
  }

  void remove(SessionListener listener) {
    all.remove(listener);
  }

  @Override
  public void ended(Session session, HostEnd end) {
    for (SessionListener listener : all) {
      guarded(() -> listener.ended(session, end));
    }
  }

  @Override
  public void restarted(Session session, HostEnd before) {
    for (SessionListener listener : all) {
      guarded(() -> listener.restarted(session, before));
    }
  }

  private static void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "a listener for sessions failed", e);
    }
  }
}

package org.bascule.transport.lane;

import org.bascule.error.BasculeException;

/** How long a thread of the DLL's own lives: until it has ended by itself, or with the host. */
final class ForeignLife implements HostLife {
  private final int windowsThread;
  private final HostLife host;
  private volatile LaneEnd lane;
  private volatile boolean ended;

  ForeignLife(int windowsThread, HostLife host) {
    this.windowsThread = windowsThread;
    this.host = host;
  }

  int windowsThread() {
    return windowsThread;
  }

  /** Who waits in this lane is woken at the end; if that has come already, he will not wait. */
  void watch(LaneEnd watched) {
    lane = watched;
  }

  /** The Windows thread has ended. */
  void end() {
    ended = true;
    LaneEnd watched = lane;
    if (watched != null) {
      watched.alarm();
    }
  }

  @Override
  public boolean over() {
    return ended || host.over();
  }

  @Override
  public BasculeException ended(String operation) {
    return host.over() ? host.ended(operation) : LaneErrors.threadEnded(operation, windowsThread);
  }

  @Override
  public void giveUp(String reason) {
    host.giveUp(reason);
  }

  @Override
  public BasculeException broken(String operation, String expected, String actual) {
    return host.broken(operation, expected, actual);
  }
}

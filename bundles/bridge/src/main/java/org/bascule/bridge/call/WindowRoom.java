package org.bascule.bridge.call;

import org.bascule.transport.Lane;

/**
 * How much of a lane's window may be used without asking for more memory behind it. Confined to the
 * lane's thread.
 */
final class WindowRoom {
  /** Room that calls leave free: for the largest Call, and requests above it. */
  static final int RESERVE = 32 * 1024;

  private final Lane lane;
  private final int whole;
  private int reach;

  WindowRoom(Lane lane) {
    this.lane = lane;
    this.whole = lane.window().capacity();
    measure();
  }

  /** Bytes of the window, whatever lies behind them. */
  int whole() {
    return whole;
  }

  /**
   * Has memory behind the window up to there, and behind that for what the host puts there: an
   * upcall or a reply.
   */
  void reach(int end) {
    if (end > reach) {
      lane.extend((int) Math.min(whole, (long) end + RESERVE));
      measure();
    }
  }

  private void measure() {
    int room = lane.room();
    reach = room == whole ? room : room - RESERVE;
  }
}

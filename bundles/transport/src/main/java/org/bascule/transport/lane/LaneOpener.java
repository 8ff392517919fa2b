package org.bascule.transport.lane;

import java.nio.file.Path;

/** The host's part in opening a lane. */
@FunctionalInterface
public interface LaneOpener {
  /**
   * Has the host start the lane's thread, which opens both bells. When this returns, the paths may
   * be unlinked.
   *
   * @param lane the lane's number
   * @param window the address of its window
   * @param size bytes of its window
   * @throws LaneRefusedException if the host has said no, and so does not use the window
   * @throws org.bascule.error.BasculeException if it has ended, or did not answer
   */
  void open(int lane, long window, int size, Path hostBell, Path javaBell);
}

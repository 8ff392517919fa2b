package org.bascule.transport.lane;

import java.nio.file.Path;
import java.util.List;
import org.bascule.transport.CodePlace;

/** The host's part in opening a lane. */
@FunctionalInterface
public interface LaneOpener {
  /**
   * Has the host start the lane's thread, or go on with the one that waits for its lane, and open
   * both bells. When this returns, the paths may be unlinked.
   *
   * @param lane the lane's number
   * @param windowsThread the id of the thread that has asked for the lane; 0 for a new one
   * @param window the address of its window
   * @param size bytes of its window
   * @return the id of the lane's Windows thread
   * @throws LaneRefusedException if the host has said no, and so does not use the window
   * @throws org.bascule.error.BasculeException if it has ended, or did not answer
   */
  int open(int lane, int windowsThread, long window, int size, Path hostBell, Path javaBell);

  /**
   * Where a thread is, from the innermost frame on; stops it for a moment.
   *
   * @throws org.bascule.error.BasculeException if the host does not tell, or has ended
   */
  default List<CodePlace> stack(int windowsThread) {
    return List.of();
  }
}

package org.bascule.transport.lane;

/** What the host says on the control channel unasked. Called on the thread that reads it. */
public interface HostAnnouncements {
  /** A thread that no lane belongs to waits for one, or for a denial. */
  void wantLane(int windowsThread, long callback);

  /** The Windows thread of a lane that was opened for it has ended. */
  void laneEnded(int lane);
}

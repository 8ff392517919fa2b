package org.bascule.transport.lane;

/** How many lanes there may be at once. Thread-safe. */
@FunctionalInterface
public interface LaneLimit {
  /** There may be as many as anybody likes. */
  LaneLimit NONE = (lanes, opening) -> null;

  /**
   * What stands in the way of one more lane.
   *
   * @param lanes how many there are
   * @param opening how many of them are just being opened
   * @return what has run out, for a message, and what to do; null if there may be one more
   */
  Reached reached(int lanes, int opening);

  /**
   * A bound.
   *
   * @param what has run out, in words that follow "3 lanes are open, and "
   * @param remedy what to do
   */
  record Reached(String what, String remedy) {}
}

package org.bascule.transport.lane;

/** Looks whether the Java stack has room for the opening of a lane, before anything is begun. */
final class StackRoom {
  /** Of about 100 bytes at least: more than what is called when a lane is opened. */
  private static final int FRAMES = 400;

  private StackRoom() {}

  /**
   * Looks.
   *
   * @throws StackOverflowError if there is too little
   */
  static void check() {
    if (probe(FRAMES, 0, 1, 2, 3, 4, 5, 6, 7) == 0) {
      throw new StackOverflowError();
    }
  }

  /** Its arguments do not fit into registers. */
  private static long probe(
      int left, long a, long b, long c, long d, long e, long f, long g, long h) {
    return left == 0
        ? a + b + c + d + e + f + g + h
        : probe(left - 1, b, c, d, e, f, g, h, a + 1) + a;
  }
}

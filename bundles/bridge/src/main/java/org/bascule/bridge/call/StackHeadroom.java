package org.bascule.bridge.call;

/**
 * Looks whether the Java stack has room for another callback, where running out of it does no harm:
 * in the middle of an exchange with the host it would.
 */
final class StackHeadroom {
  /** Nobody runs out of stack before; so that ordinary callbacks pay nothing. */
  private static final int FREE_DEPTH = 32;

  /** Together more than what lies between two checks, also when the JIT has compiled them. */
  private static final int PROBES = 100;

  private StackHeadroom() {}

  /**
   * Looks.
   *
   * @param depth how many callbacks the thread is inside of
   * @throws StackOverflowError if there is too little
   */
  static void check(int depth) {
    if (depth > FREE_DEPTH && probe(PROBES, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) == 0) {
      throw new StackOverflowError();
    }
  }

  /** Its arguments do not fit into registers, so each frame takes about 150 bytes at least. */
  private static long probe(
      int left,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g,
      long h,
      long i,
      long j,
      long k,
      long l,
      long m) {
    if (left == 0) {
      return a + b + c + d + e + f + g + h + i + j + k + l + m;
    }
    return probe(left - 1, b, c, d, e, f, g, h, i, j, k, l, m, a + 1) + a;
  }
}

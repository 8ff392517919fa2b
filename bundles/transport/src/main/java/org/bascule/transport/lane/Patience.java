package org.bascule.transport.lane;

/**
 * How long a thread sleeps for an answer. Not asked while it spins. Used by one thread at a time.
 */
interface Patience {
  /** For ever; the end of the host wakes. */
  Patience ENDLESS =
      new Patience() {
        @Override
        public void begin() {}

        @Override
        public int millis(int longest) {
          return longest;
        }

        @Override
        public void end() {}
      };

  /** Until then, a {@link System#nanoTime()}. */
  static Patience until(long deadline) {
    return new Patience() {
      @Override
      public void begin() {}

      @Override
      public int millis(int longest) {
        return left(deadline - System.nanoTime(), longest);
      }

      @Override
      public void end() {}
    };
  }

  /** The thread is about to sleep. */
  void begin();

  /** How long at the most it sleeps before it asks again; 0 if it has waited long enough. */
  int millis(int longest);

  /** It sleeps no more. */
  void end();

  /** So many nanoseconds as milliseconds, rounded up. */
  static int left(long nanos, int longest) {
    return nanos <= 0 ? 0 : (int) Math.min(longest, nanos / 1_000_000 + 1);
  }
}

package org.bascule.bridge.call;

/** Runs the Java code that the DLL calls. Used by any thread. */
public interface UpcallHandler {
  /** There are no callbacks. */
  UpcallHandler NONE =
      new UpcallHandler() {
        @Override
        public Throwable serve(UpcallFrame upcall, Situation situation) {
          return null;
        }

        @Override
        public void lost(Throwable thrown) {}
      };

  /** Who can be told what a callback throws. */
  enum Situation {
    /** The caller of the function that the callback comes out of. */
    CALLER,
    /** The same, but he will be told of an earlier one already. */
    FAILED_CALLER,
    /** Nobody: the DLL has made the thread itself. */
    NOBODY
  }

  /**
   * Runs one on the calling thread. The DLL gets 0 where nothing is put into the frame.
   *
   * @return what it has thrown, for the caller; or null
   */
  Throwable serve(UpcallFrame upcall, Situation situation);

  /** Takes what kept a callback from being run, where there is no caller. */
  void lost(Throwable thrown);
}

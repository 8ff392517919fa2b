package org.bascule.bridge.call;

/** Windows' last error of one lane's thread, as its last call left it. Confined to that thread. */
final class LastError {
  private int code;

  /** Whether it is not yet the Windows thread's: the next call takes it there. */
  private boolean given;

  int code() {
    return code;
  }

  /** A call has left it. */
  void set(int newCode) {
    code = newCode;
  }

  /** The calls from here on are somebody else's, whose last error this is. */
  void give(int newCode) {
    code = newCode;
    given = true;
  }

  boolean given() {
    return given;
  }

  /** Whether the call that is about to be made has to take it there; true once. */
  boolean take() {
    boolean due = given;
    if (due) {
      given = false;
    }
    return due;
  }
}

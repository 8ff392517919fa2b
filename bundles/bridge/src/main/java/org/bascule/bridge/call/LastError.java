package org.bascule.bridge.call;

/** Windows' last error of one lane's thread, as its last call left it. Confined to that thread. */
final class LastError {
  private int code;

  /** What the last call that the host told of by itself has left. */
  private int told;

  private boolean known = true;

  /** Whether it is not yet the Windows thread's: the next call takes it there. */
  private boolean given;

  int code() {
    return code;
  }

  /** A call has left it. */
  void set(int newCode) {
    code = newCode;
  }

  /** A call has left it, of which the host has told in the line of its turn. */
  void told(int newCode) {
    code = newCode;
    told = newCode;
    known = true;
  }

  /** A call has left the same as the last one that the host has told of. */
  void toldAgain() {
    code = told;
  }

  /** Something that the host told may not have been heard. */
  void untold() {
    known = false;
  }

  /** Whether the host and this agree on what was told last. */
  boolean known() {
    return known;
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

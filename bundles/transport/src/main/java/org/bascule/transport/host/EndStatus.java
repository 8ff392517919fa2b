package org.bascule.transport.host;

import java.util.Map;

/** What the status of a process tells that has not said itself what ended it. */
final class EndStatus {
  private static final int SIGNALLED = 128;

  /**
   * Of an exception's 32 bits Linux keeps 8. Here are those with which Wine ends a process without
   * asking anybody in it.
   */
  private static final Map<Integer, String> LOW_BITS =
      Map.of(
          0x94, "0xc0000094, an integer division by zero,",
          0xfd, "0xc00000fd, a stack overflow,",
          0x05, "0xc0000005, an access violation,",
          0x08, "0xc0000008, an invalid handle,",
          0x09, "0xc0000409, a fast fail as for an overrun stack buffer,",
          0x1d, "0xc000001d, an illegal instruction,",
          0x74, "0xc0000374, heap corruption,");

  /** Those that end what other programs run; others have no business with a host. */
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP",
          2, "SIGINT",
          4, "SIGILL",
          6, "SIGABRT",
          7, "SIGBUS",
          9, "SIGKILL",
          11, "SIGSEGV",
          15, "SIGTERM");

  private EndStatus() {}

  static String text(int status) {
    if (SIGNALS.containsKey(status - SIGNALLED)) {
      return "ended by signal " + (status - SIGNALLED);
    }
    String meant = LOW_BITS.get(status);
    return "exited with status "
        + status
        + (meant == null ? "" : ", the low 8 bits of " + meant + " among others");
  }
}

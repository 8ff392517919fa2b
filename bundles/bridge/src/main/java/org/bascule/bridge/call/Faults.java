package org.bascule.bridge.call;

import java.util.Map;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.NativeFaultException;
import org.bascule.protocol.BadFrameException;
import org.bascule.protocol.Failure;
import org.bascule.protocol.FailureCode;

/** The words for what can go wrong inside a call. */
final class Faults {
  private static final int ACCESS_VIOLATION = 0xC0000005;

  /** NTSTATUS values that a DLL is likely to meet; names from Windows' {@code ntstatus.h}. */
  private static final Map<Integer, String> NAMES =
      Map.of(
          ACCESS_VIOLATION,
          "access violation",
          0xC0000006,
          "in-page error",
          0xC000001D,
          "illegal instruction",
          0xC0000025,
          "noncontinuable exception",
          0xC000008C,
          "array bounds exceeded",
          0xC0000094,
          "integer division by zero",
          0xC0000096,
          "privileged instruction",
          0xC00000FD,
          "stack overflow",
          0x80000003,
          "breakpoint",
          0x20474343,
          "C++ exception");

  private static final String[] ACCESS = {
    "reading", "writing", "", "", "", "", "", "", "executing"
  };

  private Faults() {}

  static NativeFaultException fault(
      String function, int code, int access, long address, long target, String symbol) {
    String name = NAMES.getOrDefault(code, "exception");
    String what = String.format("%s (0x%08x) at %s", name, code, symbol);
    if (code == ACCESS_VIOLATION && access >= 0 && access < ACCESS.length) {
      what += String.format(", %s 0x%x", ACCESS[access], target);
    }
    return new NativeFaultException(
        new Diagnosis(
            ErrorCode.NATIVE_FAULT,
            "call " + function,
            "",
            "that the function returns",
            what,
            "compare the prototype with the DLL's header: wrong types or sizes are the usual cause; what the function"
                + " changed before the fault stays changed"),
        code,
        address);
  }

  static BasculeException overrun(String function, String owner, int section, int size) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.SECTION_OVERRUN,
            "call " + function,
            "",
            "that the DLL stays inside the memory that it is given",
            owner + " (section " + section + ", " + size + " bytes): the DLL wrote past the end",
            "pass a larger array or buffer, or correct the length; nothing was read back"));
  }

  static BasculeException unexpected(String function, int status) {
    return protocol(
        "call " + function,
        "a call status",
        "status " + Integer.toUnsignedString(status) + "; the DLL may have written over its frame");
  }

  static BasculeException refused(String function, Failure failure) {
    return protocol("call " + function, "that the host accepts the frame", describe(failure));
  }

  static BasculeException badReply(BadFrameException e) {
    return protocol("read the host's reply", "a valid frame", e.getMessage());
  }

  static BasculeException unexpectedReply(String message) {
    return protocol("read the host's reply", "the reply to the request", message);
  }

  /** The failure of a request that has no words of its own. */
  static BasculeException request(String operation, Failure failure) {
    if (failure.code() == FailureCode.MemoryFault) {
      return new BasculeException(
          new Diagnosis(
              ErrorCode.MEMORY_FAULT,
              operation,
              "",
              "accessible memory",
              failure.detail(),
              "check where the address comes from, and whether the memory has been freed"));
    }
    return protocol(operation, "that the host does it", describe(failure));
  }

  private static String describe(Failure failure) {
    return FailureCode.name(failure.code())
        + ": "
        + failure.detail()
        + (failure.win32Error() == 0 ? "" : " (Windows error " + failure.win32Error() + ")");
  }

  private static BasculeException protocol(String operation, String expected, String actual) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.PROTOCOL,
            operation,
            "",
            expected,
            actual,
            "close the session: the DLL may have damaged the memory of its process"));
  }
}

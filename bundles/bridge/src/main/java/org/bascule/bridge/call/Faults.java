package org.bascule.bridge.call;

import java.util.Map;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.NativeFaultException;
import org.bascule.error.ValueException;
import org.bascule.protocol.BadFrameException;
import org.bascule.protocol.Failure;
import org.bascule.protocol.FailureCode;
import org.bascule.protocol.UpcallRefusal;

/** The words for what can go wrong inside a call. */
final class Faults {
  /** What Wine raises in a function that it exports without code ({@code wine/exception.h}). */
  static final int WINE_STUB = 0x80000100;

  /** What delay-load helpers raise for a missing DLL ({@code VcppException} of delayimp.h). */
  static final int DELAYED_MODULE_MISSING = 0xC06D007E;

  /** What they raise for a missing function. */
  static final int DELAYED_FUNCTION_MISSING = 0xC06D007F;

  private static final int ACCESS_VIOLATION = 0xC0000005;

  /** NTSTATUS values that a DLL is likely to meet; names from Windows' {@code ntstatus.h}. */
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(ACCESS_VIOLATION, "access violation"),
          Map.entry(0xC0000006, "in-page error"),
          Map.entry(0xC000001D, "illegal instruction"),
          Map.entry(0xC0000025, "noncontinuable exception"),
          Map.entry(0xC000008C, "array bounds exceeded"),
          Map.entry(0xC0000094, "integer division by zero"),
          Map.entry(0xC0000096, "privileged instruction"),
          Map.entry(0xC00000FD, "stack overflow"),
          Map.entry(0x80000003, "breakpoint"),
          Map.entry(0x20474343, "C++ exception"),
          Map.entry(
              0x40000015, "abort(), which C++ calls too for an exception that nobody catches"));

  private static final String[] ACCESS = {
    "reading", "writing", "", "", "", "", "", "", "executing"
  };

  private static final int MOST_NOTES = 8;

  private Faults() {}

  /**
   * An exception that the DLL has not handled.
   *
   * @param lent memory that explains it; null if there is none
   * @param after what has become of the host, behind the remedy
   */
  static NativeFaultException fault(
      String function,
      int code,
      int access,
      long address,
      long target,
      String symbol,
      Lent lent,
      String after) {
    String name = NAMES.getOrDefault(code, "exception");
    String what = String.format("%s (0x%08x) at %s", name, code, symbol);
    if (code == ACCESS_VIOLATION && access >= 0 && access < ACCESS.length) {
      what += String.format(", %s 0x%x", ACCESS[access], target);
      what += lent == null ? "" : ": " + lent.text(target);
    }
    return new NativeFaultException(
        new Diagnosis(
            ErrorCode.NATIVE_FAULT,
            "call " + function,
            "",
            "that the function returns",
            what,
            (lent != null && code == ACCESS_VIOLATION
                    ? lent.remedy(target)
                        + "; what the function changed before the fault stays changed"
                    : "compare the prototype with the DLL's header: wrong types or sizes are the usual cause; what the function"
                        + " changed before the fault stays changed")
                + after),
        code,
        address);
  }

  /** The function, or one that it called, is in Wine by its name only. */
  static NativeFaultException stub(String function, String stub, long address) {
    return new NativeFaultException(
        new Diagnosis(
            ErrorCode.NOT_IN_WINE,
            "call " + function,
            "",
            "functions that this Wine has code for",
            stub + " is exported without any",
            "call another function, or use a newer Wine; the session goes on, and what the function changed before stays"
                + " changed"),
        WINE_STUB,
        address);
  }

  /** A DLL looks for what it imports at the first call, and has not found it. */
  static NativeFaultException delayedImport(
      String function, int code, String dll, String imported, long address) {
    boolean module = code == DELAYED_MODULE_MISSING;
    return new NativeFaultException(
        new Diagnosis(
            ErrorCode.DELAYED_IMPORT_MISSING,
            "call " + function,
            "",
            "what it imports when it first calls it: " + imported + " of " + dll,
            module ? dll + " cannot be loaded" : dll + " has no " + imported,
            (module
                    ? "put "
                        + dll
                        + " beside the DLL that was called, or add its directory to library.path"
                    : "use the edition of " + dll + " that the DLL was made for")
                + "; the session goes on, and what the function changed before stays changed"),
        code,
        address);
  }

  /** A call that wrote around its memory; that was read back all the same if {@code read}. */
  static BasculeException overrun(
      String function, String owner, Overrun overrun, boolean read, String after) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.SECTION_OVERRUN,
            "call " + function,
            "",
            "that the DLL stays inside the memory that it is given",
            "%s (section %d, %d bytes): %s"
                .formatted(owner, overrun.number(), overrun.size(), overrun.text()),
            "pass a larger array or buffer, or correct the length; "
                + (read ? "what lies inside it was read back" : "nothing was read back")
                + after));
  }

  /**
   * A 32-bit function that popped neither nothing, as cdecl does, nor its arguments, as stdcall
   * does.
   *
   * @param popped bytes
   * @param declared bytes of the arguments on the stack
   */
  static BasculeException unbalanced(String function, int popped, int declared) {
    String likely =
        popped > declared
            ? "a parameter is missing, or one is wider: a double where float was declared"
            : "there is a parameter too many, or one is narrower: a float where double was declared";
    return new BasculeException(
        new Diagnosis(
            ErrorCode.STACK_UNBALANCED,
            "call " + function,
            "",
            "that it pops nothing, or the " + declared + " bytes of the declared arguments",
            popped + " bytes popped; the stack is as before, and the session goes on",
            "compare the declaration with the DLL's header: "
                + likely
                + "; or it has called a callback of the other convention, stdcall or cdecl"));
  }

  /** A wild write of the DLL has hit the words that hand the turn over. */
  static BasculeException controlOverwritten(String function, String after) {
    return protocol(
        "call " + function,
        "that the DLL stays out of Bascule's own memory",
        "control words of the thread's lane were written over during the call; they are as they were"
            + " again, and nothing was read back"
            + after);
  }

  static BasculeException unexpected(String function, int status) {
    return protocol(
        "call " + function,
        "a call status",
        "status " + Integer.toUnsignedString(status) + "; the DLL may have written over its frame");
  }

  /** An Each that has come back without a word of why. */
  static BasculeException noProgress(int wanted, int returned) {
    return protocol(
        "call a function for each element",
        "1 to " + wanted + " calls that returned",
        returned + "; the DLL may have written over the frame");
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

  /** The function returned, but the DLL could not call back as often as it wanted to. */
  static BasculeException upcallsRefused(String function, int reason) {
    return tooDeep(
        "call " + function,
        reason == UpcallRefusal.StackFull
            ? "the Windows thread has no stack left for another callback"
            : "the lane's window has no room for another callback's frame");
  }

  /** A callback's directive wants to free what its caller owns. */
  static BasculeException noFreeing(String function) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "run a callback",
            "free = " + function,
            "directives that a callback can follow",
            "one that frees the memory of an argument, which belongs to the DLL that passed it",
            "leave `free` out of the directives for a callback's parameters"));
  }

  /** An upcall's frame that is not as it was prepared. */
  static BasculeException badUpcall(int expected, int actual) {
    return protocol(
        "run a callback", "a frame of " + expected + " bytes", "one of " + actual + " bytes");
  }

  /** Calls and callbacks are nested deeper than one of the stacks allows. */
  static BasculeException tooDeep(String operation, String what) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.TOO_DEEP,
            operation,
            "",
            "that calls and callbacks nest as deep as their stacks allow",
            what + "; the DLL got 0 instead",
            "end the recursion earlier, or run it in a Java thread with a larger stack"));
  }

  /**
   * Adds to what a callback has thrown by which call it came out; the trace of this note is the
   * caller's. Objects that are thrown again and again get a few notes only.
   */
  static Throwable marked(Throwable thrown, String function) {
    if (thrown.getSuppressed().length < MOST_NOTES) {
      thrown.addSuppressed(
          new BasculeException(
              new Diagnosis(
                  ErrorCode.CALLBACK_FAILED,
                  "call " + function,
                  "",
                  "that its callbacks return",
                  "one threw " + thrown.getClass().getName() + "; the DLL got 0 and went on",
                  "see the exception that carries this note")));
    }
    return thrown;
  }

  /** The first exception, carrying the second one if there is one. */
  static RuntimeException with(RuntimeException first, Throwable second) {
    if (second != null) {
      first.addSuppressed(second);
    }
    return first;
  }

  /** A view of memory that has been given back. */
  static ValueException closedBlock(long address, long size) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.MEMORY_CLOSED,
            "access Windows memory",
            String.format("the view of %d bytes at 0x%016x", size, address),
            "memory in an open block",
            "its block has been closed; the memory may be somebody else's by now",
            "keep the block open as long as Java or the DLL uses its memory"));
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

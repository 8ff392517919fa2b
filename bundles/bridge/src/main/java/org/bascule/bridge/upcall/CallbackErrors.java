package org.bascule.bridge.upcall;

import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** The words for what can go wrong around callbacks; all of it is logged here too. */
final class CallbackErrors {
  private static final System.Logger LOG = System.getLogger("org.bascule.bridge");

  private CallbackErrors() {}

  /** The DLL has called something that is no longer there. */
  static void released(String name) {
    Diagnosis diagnosis =
        new Diagnosis(
            ErrorCode.CALLBACK_RELEASED,
            "run callback " + name,
            "",
            "a Java object that somebody still refers to",
            "it has been released or collected; the DLL got 0",
            "keep a reference to the object, or a CallbackHandle, as long as the DLL may call it");
    LOG.log(System.Logger.Level.ERROR, diagnosis.message());
  }

  /** An exception that no caller can get. */
  static void uncaught(String name, Throwable thrown) {
    Diagnosis diagnosis =
        new Diagnosis(
            ErrorCode.CALLBACK_FAILED,
            "run callback " + name,
            "thread " + Thread.currentThread().getName(),
            "that it returns",
            "it threw " + thrown + "; the DLL got 0",
            "catch exceptions in callbacks for threads of the DLL, or set an exception handler");
    LOG.log(System.Logger.Level.ERROR, diagnosis.message(), thrown);
  }

  /** A handler that itself fails. */
  static void badRules(String name, Throwable thrown) {
    LOG.log(
        System.Logger.Level.ERROR, "the rules for callbacks of " + name + " have failed", thrown);
  }

  /** Its types are marshalled otherwise now than when its address was made. */
  static BasculeException reshaped(String name) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.BAD_MARSHALLER,
            "run callback " + name,
            "",
            "arguments of the sizes for which the function pointer was made",
            "marshallers that have come since then give other sizes",
            "pass the callback to the DLL again, as a new object"));
  }
}

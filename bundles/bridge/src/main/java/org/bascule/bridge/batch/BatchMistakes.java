package org.bascule.bridge.batch;

import org.bascule.bridge.FunctionHandle;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.TypeUse;

/** The words for what can be wrong with a batch. */
final class BatchMistakes {
  private BatchMistakes() {}

  static ValueException foreign(FunctionHandle handle) {
    return refused(
        ErrorCode.BAD_ARGUMENT,
        "add a call to a batch",
        "",
        "a function of the batch's own session, as session.function gives it",
        String.valueOf(handle),
        "bind the function in the session whose batch it is");
  }

  static ValueException arity(String function, int wanted, Object[] given) {
    return refused(
        ErrorCode.ARITY,
        "add a call of " + function + " to a batch",
        "",
        wanted < 0
            ? "a function with a fixed number of parameters"
            : wanted + (wanted == 1 ? " argument" : " arguments"),
        wanted < 0 ? "a variadic one" : given == null ? "null" : String.valueOf(given.length),
        wanted < 0
            ? "give it a prototype with the parameters that this call has"
            : "pass one argument for each parameter; nothing was sent");
  }

  static ValueException otherBatch(String function, RecordedCall call) {
    return refused(
        ErrorCode.BAD_ARGUMENT,
        "add a call of " + function + " to a batch",
        "",
        "results of earlier calls of the same batch",
        "the result of " + call + " of another batch",
        "run that batch first, and pass the value");
  }

  static ValueException tooMany(int calls, int fitting) {
    return refused(
        ErrorCode.TOO_LARGE,
        "run a batch of " + calls + " calls",
        "",
        "as many as go into one crossing: here " + fitting,
        String.valueOf(calls),
        "make several batches; nothing was sent");
  }

  static SignatureException noStop(RecordedCall call, BoundFunction function) {
    return signature(
        "end a batch after " + call,
        "result: " + description(function),
        "a whole number or an address",
        "a result of another kind",
        "leave stopIf and stopUnless out, and look at the result afterwards");
  }

  static SignatureException noLink(
      RecordedCall from,
      BoundFunction giving,
      RecordedCall to,
      BoundFunction taking,
      int argument) {
    return signature(
        "pass the result of " + from + " to " + to,
        argument(taking, argument),
        "a whole number or an address for one that is not narrower, or the same floating type",
        description(giving),
        "change one of the prototypes, or make the calls one by one");
  }

  static SignatureException length(
      RecordedCall from, RecordedCall to, BoundFunction taking, int argument) {
    return signature(
        "pass the result of " + from + " to " + to,
        argument(taking, argument),
        "an argument that says no length, since memory must be had before the first call is made",
        "a whole number of a function that has lengths",
        "pass the number itself, or make the calls one by one");
  }

  private static String argument(BoundFunction to, int argument) {
    return "argument "
        + argument
        + ": "
        + to.parts().plan().signature().parameters().get(argument).description();
  }

  private static String description(BoundFunction function) {
    return function.parts().plan().signature().result().map(TypeUse::description).orElse("void");
  }

  private static SignatureException signature(
      String operation, String where, String expected, String actual, String remedy) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE,
            operation,
            where,
            expected,
            actual,
            remedy + "; nothing was sent"));
  }

  private static ValueException refused(
      ErrorCode code,
      String operation,
      String where,
      String expected,
      String actual,
      String remedy) {
    return new ValueException(new Diagnosis(code, operation, where, expected, actual, remedy));
  }
}

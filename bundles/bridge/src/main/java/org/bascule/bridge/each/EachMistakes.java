package org.bascule.bridge.each;

import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.Signature;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.EachFaultException;
import org.bascule.error.EachStoppedException;
import org.bascule.error.ErrorCode;
import org.bascule.error.NativeFaultException;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.TypeUse;

/** The words for what can go wrong when a function is called for each element. */
final class EachMistakes {
  private static final String TAKEN =
      "numbers, truth values, enums, and addresses of memory that stays";

  private EachMistakes() {}

  /** A parameter, for people. */
  static String name(Signature signature, int index) {
    String name = index < signature.names().size() ? signature.names().get(index) : "";
    return "argument " + index + (name.isEmpty() ? "" : " (" + name + ")");
  }

  static SignatureException noScalar(Signature signature, int index, ArgumentStep step) {
    TypeUse use = signature.parameters().get(index);
    return refused(
        signature.function(),
        name(signature, index) + ": " + use.description(),
        "parameters that are " + TAKEN,
        step.carrier() == Object.class ? step.marshaller().takes() : step.carrier().getTypeName(),
        "declare it as a pointer and pass addresses, or make the calls one by one or in a batch");
  }

  static SignatureException noScalarResult(Signature signature) {
    return refused(
        signature.function(),
        "result: " + signature.result().map(TypeUse::description).orElse("void"),
        "a result that is a number, a truth value, an enum or an address, or none",
        "one that is more than that",
        "declare it as void * to get addresses, or make the calls one by one or in a batch");
  }

  static SignatureException variadic(String function) {
    return refused(
        function,
        "...",
        "a function with a fixed number of parameters",
        "a variadic one",
        "make the calls one by one or in a batch");
  }

  private static SignatureException refused(
      String function, String where, String expected, String actual, String remedy) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE, operation(function), where, expected, actual, remedy));
  }

  static ValueException arity(String function, int wanted, int given) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.ARITY,
            operation(function),
            "",
            wanted + (wanted == 1 ? " argument" : " arguments"),
            String.valueOf(given),
            "pass one array or value for each parameter; nothing was sent"));
  }

  static ValueException noColumn(String function) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            operation(function),
            "",
            "at least one array or list, which says how many calls there are",
            "single values only",
            "pass an array for one of the parameters, or call the function as usual; nothing was"
                + " sent"));
  }

  static ValueException lengths(
      String function, EachParameter first, int length, EachParameter other, int otherLength) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            operation(function),
            other.name(),
            length + " elements, as " + first.name() + " has",
            String.valueOf(otherLength),
            "pass arrays of one length, or a single value where all calls get the same; nothing was"
                + " sent"));
  }

  /** A call that did not return, with the results of those before it. */
  static BasculeException stopped(
      RuntimeException cause, Diagnosis why, int index, int count, Object results) {
    Diagnosis where =
        new Diagnosis(
            why.code(),
            why.operation() + " for element " + index + " of " + count,
            why.subject(),
            why.expected(),
            why.actual(),
            why.remedy() + before(index));
    BasculeException stopped =
        cause instanceof NativeFaultException fault
            ? new EachFaultException(where, fault, index, results)
            : new EachStoppedException(where, index, results);
    for (Throwable suppressed : cause.getSuppressed()) {
      stopped.addSuppressed(suppressed);
    }
    return stopped;
  }

  private static String before(int index) {
    return switch (index) {
      case 0 -> "; it was the first call";
      case 1 -> "; the call before it returned, and its result is in the exception";
      default ->
          "; the " + index + " calls before it returned, and their results are in the exception";
    };
  }

  private static String operation(String function) {
    return "call " + function + " for each element";
  }
}

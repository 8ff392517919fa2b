package org.bascule.spi.memory;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.TypeUse;

/** What is said when memory or its description does not fit. */
public final class Refusals {
  private Refusals() {}

  /** A use that cannot be bound as it is declared. */
  public static SignatureException signature(
      TypeUse use, String expected, String actual, String remedy) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE, "bind " + use.path(), "", expected, actual, remedy));
  }

  /** A directive that makes no sense at this use. */
  public static SignatureException directive(
      TypeUse use, String expected, String actual, String remedy) {
    return new SignatureException(
        new Diagnosis(ErrorCode.BAD_DIRECTIVE, "bind " + use.path(), "", expected, actual, remedy));
  }

  /** A length that does not fit. */
  public static ValueException length(String path, String expected, String actual, String remedy) {
    return new ValueException(
        new Diagnosis(ErrorCode.BAD_LENGTH, "take " + path, "", expected, actual, remedy));
  }

  /** An argument, or the result of a callback, that cannot be sent. */
  public static ValueException argument(
      String path, String expected, String actual, String remedy) {
    return new ValueException(
        new Diagnosis(ErrorCode.BAD_ARGUMENT, "take " + path, "", expected, actual, remedy));
  }

  /** A value of the wrong kind. */
  public static ValueException wrongKind(String path, String expected, Object actual) {
    String shown = actual == null ? "null" : actual + " (" + actual.getClass().getTypeName() + ")";
    return argument(path, expected, shown, "pass a value of the expected type");
  }

  /** No value where C has no null. */
  public static ValueException missing(String path, String expected) {
    return argument(path, expected, "null", "pass a value; only pointers can be null");
  }

  /** Something of the DLL's that Java cannot take. */
  public static ValueException result(String path, String expected, String actual, String remedy) {
    return new ValueException(
        new Diagnosis(ErrorCode.BAD_ARGUMENT, "read " + path, "", expected, actual, remedy));
  }
}

package org.bascule.marshallers.struct;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.TypeUse;

/** What is said when a struct, or a declaration of one, does not fit. */
final class StructMistakes {
  private StructMistakes() {}

  static ValueException argument(String path, String expected, String actual, String remedy) {
    return value(ErrorCode.BAD_ARGUMENT, "take " + path, expected, actual, remedy);
  }

  static ValueException length(String path, String expected, String actual, String remedy) {
    return value(ErrorCode.BAD_LENGTH, "take " + path, expected, actual, remedy);
  }

  static ValueException result(String path, String expected, String actual, String remedy) {
    return value(ErrorCode.BAD_ARGUMENT, "read " + path, expected, actual, remedy);
  }

  static ValueException missing(String path, String expected) {
    return argument(path, expected, "null", "pass a value; only pointers can be null");
  }

  static ValueException wrongKind(String path, String expected, Object actual) {
    return argument(
        path,
        expected,
        actual + " (" + actual.getClass().getTypeName() + ")",
        "pass a value of the expected type");
  }

  static SignatureException signature(TypeUse use, String expected, String actual, String remedy) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE, "bind " + use.path(), "", expected, actual, remedy));
  }

  private static ValueException value(
      ErrorCode code, String operation, String expected, String actual, String remedy) {
    return new ValueException(new Diagnosis(code, operation, "", expected, actual, remedy));
  }
}

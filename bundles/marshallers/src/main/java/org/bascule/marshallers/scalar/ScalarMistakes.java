package org.bascule.marshallers.scalar;

import java.math.BigInteger;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/** What is said when a value or a signature does not fit. */
final class ScalarMistakes {
  private ScalarMistakes() {}

  static ValueException outOfRange(String path, CScalar c, String actual) {
    return value(
        ErrorCode.BAD_ARGUMENT,
        path,
        range(c),
        actual,
        "pass a value in that range, or call a function that takes a wider type");
  }

  static ValueException missing(String path, CScalar c) {
    return value(
        ErrorCode.BAD_ARGUMENT, path, kind(c), "null", "pass a value; only pointers can be null");
  }

  static ValueException wrongKind(String path, CScalar c, Object actual) {
    return value(
        ErrorCode.BAD_ARGUMENT,
        path,
        kind(c),
        actual + " (" + actual.getClass().getTypeName() + ")",
        "pass a value of the expected type");
  }

  static ValueException lossy(String path, CScalar c, Object actual) {
    return value(
        ErrorCode.BAD_ARGUMENT,
        path,
        kind(c),
        String.valueOf(actual),
        "pass a value that this type expresses without loss");
  }

  static ValueException badText(String path, CScalar c, String text) {
    return value(
        ErrorCode.BAD_TEXT,
        path,
        kind(c),
        "\"" + text + "\"",
        c.isFloating()
            ? "write a number such as 1.5, -2e3, 0x1F, NaN or inf"
            : "write a number such as 42, -1 or 0x1F" + alternatives(c));
  }

  /** The Java type cannot take what C delivers here. */
  static SignatureException tooNarrow(TypeUse use, CScalar c, String fitting) {
    return Refusals.signature(
        use,
        "a Java type that holds every value of " + c.name() + ", such as " + fitting,
        use.javaType().getTypeName(),
        "change the Java type to " + fitting);
  }

  static SignatureException mixed(TypeUse use, CScalar c) {
    return Refusals.signature(
        use,
        c.isFloating()
            ? "float or double for C's " + c.name()
            : "an integer type for C's " + c.name(),
        use.javaType().getTypeName(),
        "let the Java type and the C type both be floating, or both whole");
  }

  /** A directive where there is no memory. */
  static SignatureException noMemory(TypeUse use) {
    return Refusals.directive(
        use,
        "a pointer where a directive gives a length",
        use.description(),
        "declare an array, or move the directive to the pointer that it is for");
  }

  static SignatureException longDouble(TypeUse use) {
    return Refusals.signature(
        use,
        "a type of one width",
        use.description()
            + ", which has 8 bytes for Microsoft's compilers and 12 or 16 for MinGW's",
        "write double if the DLL was built with Microsoft's compiler; else wrap the function in C");
  }

  private static ValueException value(
      ErrorCode code, String path, String expected, String actual, String remedy) {
    return new ValueException(new Diagnosis(code, "take " + path, "", expected, actual, remedy));
  }

  private static String kind(CScalar c) {
    return c.isFloating() ? "a number for " + c.name() : range(c);
  }

  private static String range(CScalar c) {
    if (c.isFloating()) {
      return "a number within the range of " + c.name();
    }
    BigInteger min = c.min();
    return "a whole number from " + min + " to " + c.max() + " (" + c.name() + ")";
  }

  private static String alternatives(CScalar c) {
    if (c.role() == CScalar.Role.CHARACTER) {
      return ", or a character such as 'a'";
    }
    return c.role().isTruth() ? ", or true or false" : "";
  }
}

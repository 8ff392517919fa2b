package org.bascule.bridge.length;

import org.bascule.bridge.prototype.SourcePosition;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;

/**
 * What is said of one length.
 *
 * @param function that is bound or called
 * @param path of the pointer
 * @param source the text of the length
 */
record LengthMistakes(String function, String path, String source) {
  /** A part of the text that means nothing. */
  SignatureException at(int column, String expected, String actual) {
    return directive(", " + SourcePosition.show(source, column), expected, actual);
  }

  /** A length that cannot be computed, wherever the text says it. */
  SignatureException whole(String expected, String actual) {
    return directive(": " + source, expected, actual);
  }

  private SignatureException directive(String where, String expected, String actual) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "bind " + function,
            "length of " + path + where,
            expected,
            actual,
            "correct the directive"));
  }

  /** Values that make no length. */
  ValueException value(String expected, String actual, String remedy) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_LENGTH,
            "call " + function,
            "length of " + path + ": " + source,
            expected,
            actual,
            remedy));
  }

  ValueException value(String expected, String actual) {
    return value(expected, actual, "correct the values that the length is made of");
  }
}

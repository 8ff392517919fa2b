package org.bascule.shell;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;

/**
 * What is said of a command that was typed wrongly.
 *
 * @param command with its scope
 * @param usage how it is typed
 */
record Misuse(String command, String usage) {
  ValueException badText(String where, String expected, String actual) {
    return mistake(ErrorCode.BAD_TEXT, where, expected, actual);
  }

  ValueException missing(String where, String expected, String actual) {
    return mistake(ErrorCode.ARITY, where, expected, actual);
  }

  private ValueException mistake(ErrorCode code, String where, String expected, String actual) {
    return new ValueException(
        new Diagnosis(code, "run " + command, where, expected, actual, "type: " + usage));
  }
}

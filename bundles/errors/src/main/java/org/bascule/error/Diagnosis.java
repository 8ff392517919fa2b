package org.bascule.error;

import java.util.Objects;

/**
 * What went wrong, in the five parts that every error has.
 *
 * @param code the stable code
 * @param operation what was being done, as a phrase that follows "cannot": {@code load library
 *     nosuch}
 * @param subject where: a path, an argument, an address; empty if the operation says it all
 * @param expected what would have been right
 * @param actual what was found instead
 * @param remedy what the reader can do now
 */
public record Diagnosis(
    ErrorCode code,
    String operation,
    String subject,
    String expected,
    String actual,
    String remedy) {

  public Diagnosis {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * The whole diagnosis as one block of text; further lines are indented by two spaces, empty parts
   * left out.
   */
  public String message() {
    StringBuilder text = new StringBuilder(code.id()).append(" cannot ").append(operation);
    line(text, "where", subject);
    line(text, "expected", expected);
    line(text, "actual", actual);
    line(text, "remedy", remedy);
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String part) {
    if (!part.isEmpty()) {
      text.append("\n  ").append(name).append(": ").append(part.replace("\n", "\n    "));
    }
  }
}

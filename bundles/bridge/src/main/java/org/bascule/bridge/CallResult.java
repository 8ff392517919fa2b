package org.bascule.bridge;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a call brought.
 *
 * @param value the result; null for {@code void}
 * @param outputs the arguments that the function may have changed, in order
 * @param words how the result is told to people
 */
public record CallResult(Object value, List<Output> outputs, ValueWords words) {
  public CallResult {
    outputs = List.copyOf(outputs);
  }

  /** One of whose result nothing more is known. */
  public CallResult(Object value, List<Output> outputs) {
    this(value, outputs, ValueWords.PLAIN);
  }

  /**
   * One argument after the call.
   *
   * @param name the parameter's, or {@code arg} and its number
   * @param value its value; null if it was null
   * @param words how it is told to people
   */
  public record Output(String name, Object value, ValueWords words) {
    /** One of which nothing more is known. */
    public Output(String name, Object value) {
      this(name, value, ValueWords.PLAIN);
    }

    /** The value for people, arrays written out. */
    public String text() {
      return words.text(value);
    }

    /** For people: {@code name = value}. */
    @Override
    public String toString() {
      return name + " = " + text();
    }
  }

  /** The result for people, arrays written out. */
  public String text() {
    return words.text(value);
  }

  /** For people: the result, then a line for each output. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    if (value != null || outputs.isEmpty()) {
      lines.add(text());
    }
    outputs.forEach(output -> lines.add(output.toString()));
    return String.join("\n", lines);
  }
}

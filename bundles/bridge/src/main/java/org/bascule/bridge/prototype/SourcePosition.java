package org.bascule.bridge.prototype;

/** Shows people a place in a line of C. */
public final class SourcePosition {
  private SourcePosition() {}

  /** The column, counted from 1, and the source with a caret below it. */
  public static String show(String source, int column) {
    return "column "
        + column
        + "\n"
        + source.replaceAll("\\s", " ")
        + "\n"
        + " ".repeat(column - 1)
        + "^";
  }
}

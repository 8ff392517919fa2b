package org.bascule.bridge.prototype;

/** Shows people a place in a line of C. */
public final class SourcePosition {
  private static final int LONG = 400;
  private static final int AROUND = 120;

  private SourcePosition() {}

  /** The column, counted from 1, and the source with a caret below it; of a long one a part. */
  public static String show(String source, int column) {
    int from = source.length() <= LONG ? 0 : Math.max(0, column - 1 - AROUND);
    int to = source.length() <= LONG ? source.length() : Math.min(source.length(), column + AROUND);
    String before = from > 0 ? "…" : "";
    String after = to < source.length() ? "…" : "";
    return "column "
        + column
        + "\n"
        + before
        + source.substring(from, to).replaceAll("\\s", " ")
        + after
        + "\n"
        + " ".repeat(before.length() + column - 1 - from)
        + "^";
  }
}

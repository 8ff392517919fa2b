package org.bascule.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of text in columns that are as wide as what stands in them; numbers stand right. */
final class Table {
  private final List<String> head;
  private final List<List<Object>> rows = new ArrayList<>();

  Table(String... head) {
    this.head = List.of(head);
  }

  void row(Object... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(cells.length + " cells in " + head.size() + " columns");
    }
    rows.add(Arrays.asList(cells));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(line(List.copyOf(head)));
    rows.forEach(row -> text.append('\n').append(line(row)));
    return text.toString();
  }

  private String line(List<Object> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column).toString();
      String padding = " ".repeat(width(column) - cell.length());
      boolean right = isNumber(column);
      line.append(column == 0 ? "" : "  ").append(right ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private boolean isNumber(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
  }

  private int width(int column) {
    int widest = head.get(column).length();
    for (List<Object> row : rows) {
      widest = Math.max(widest, row.get(column).toString().length());
    }
    return widest;
  }
}

package org.bascule.bridge.length;

import java.util.List;

/** A length expression as it was written. Columns count from 1. */
sealed interface Expression {
  /** A number. */
  record Number(long value) implements Expression {}

  /** Two expressions and {@code + - * / %} between them. */
  record Binary(char operator, Expression left, Expression right, int column)
      implements Expression {}

  /**
   * A path to a value.
   *
   * @param names the first is looked up in the scope, the others are members
   * @param dereferences how many {@code *} stand before it
   */
  record Path(List<String> names, int dereferences, int column) implements Expression {
    public Path {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return "*".repeat(dereferences) + String.join(".", names);
    }
  }

  /**
   * The characters of a text before its terminating zero.
   *
   * @param unit bytes of one
   */
  record TextLength(Path path, int unit) implements Expression {}
}

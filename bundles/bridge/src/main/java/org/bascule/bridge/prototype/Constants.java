package org.bascule.bridge.prototype;

import java.util.Optional;
import org.bascule.bridge.prototype.PrototypeParser.EnumTermContext;
import org.bascule.bridge.prototype.PrototypeParser.EnumValueContext;
import org.bascule.bridge.prototype.PrototypeParser.ExpressionContext;
import org.bascule.bridge.prototype.PrototypeParser.GroupContext;
import org.bascule.bridge.prototype.PrototypeParser.NumberContext;
import org.bascule.bridge.prototype.PrototypeParser.PathContext;
import org.bascule.bridge.prototype.PrototypeParser.ProductContext;
import org.bascule.bridge.prototype.PrototypeParser.SumContext;
import org.bascule.bridge.prototype.PrototypeParser.ValueContext;

/** Evaluates what has a value when a text is read: numbers, and constants of enums. */
final class Constants {
  private final Mistakes mistakes;
  private final Declarations.Draft names;

  Constants(Mistakes mistakes, Declarations.Draft names) {
    this.mistakes = mistakes;
    this.names = names;
  }

  /** The value; empty if something in it is only known at a call. */
  Optional<Long> of(ExpressionContext tree) {
    try {
      return value(tree);
    } catch (ArithmeticException e) {
      throw mistakes.at(
          Mistakes.column(tree),
          "a constant of at most 63 bits",
          "\"" + mistakes.text(tree) + "\"");
    }
  }

  /** The value of an enum's constant, which must be known. */
  long of(EnumValueContext tree) {
    long value = 0;
    for (EnumTermContext term : tree.enumTerm()) {
      value |= of(term);
    }
    return value;
  }

  private long of(EnumTermContext tree) {
    long value = known(tree.expression(0));
    long signed = tree.sign == null ? value : -value;
    return tree.shift == null ? signed : signed << known(tree.shift);
  }

  private long known(ExpressionContext tree) {
    return of(tree)
        .orElseThrow(
            () ->
                mistakes.at(
                    Mistakes.column(tree),
                    "a number, or constants of enums",
                    "\"" + mistakes.text(tree) + "\""));
  }

  private Optional<Long> value(ExpressionContext tree) {
    if (tree instanceof NumberContext number) {
      return Optional.of(number(number.getText()));
    }
    if (tree instanceof GroupContext group) {
      return value(group.expression());
    }
    if (tree instanceof ProductContext product) {
      return binary(product.op.getText(), product.expression(0), product.expression(1));
    }
    if (tree instanceof SumContext sum) {
      return binary(sum.op.getText(), sum.expression(0), sum.expression(1));
    }
    return tree instanceof ValueContext value ? named(value.path()) : Optional.empty();
  }

  private Optional<Long> named(PathContext path) {
    return path.children.size() == 1 ? names.constant(path.getText()) : Optional.empty();
  }

  private Optional<Long> binary(
      String operator, ExpressionContext leftTree, ExpressionContext rightTree) {
    Optional<Long> left = value(leftTree);
    Optional<Long> right = value(rightTree);
    return left.isEmpty() || right.isEmpty()
        ? Optional.empty()
        : Optional.of(binary(operator, left.get(), right.get()));
  }

  private static long binary(String operator, long left, long right) {
    return switch (operator) {
      case "*" -> Math.multiplyExact(left, right);
      case "/" -> left / right;
      case "%" -> left % right;
      case "+" -> Math.addExact(left, right);
      default -> Math.subtractExact(left, right);
    };
  }

  /** As C reads it: with 0x, octal with a leading zero, and with suffixes that name a type. */
  static long number(String text) {
    try {
      return Long.decode(NumberText.withoutSuffix(text));
    } catch (NumberFormatException e) {
      throw new ArithmeticException(text + " is too large, or has digits that are not octal");
    }
  }
}

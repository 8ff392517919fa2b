package org.bascule.bridge.length;

import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.bascule.bridge.prototype.Mistakes;
import org.bascule.bridge.prototype.NumberText;
import org.bascule.bridge.prototype.PrototypeParser;
import org.bascule.bridge.prototype.PrototypeParser.ExpressionContext;
import org.bascule.bridge.prototype.PrototypeParser.GroupContext;
import org.bascule.bridge.prototype.PrototypeParser.NumberContext;
import org.bascule.bridge.prototype.PrototypeParser.PathContext;
import org.bascule.bridge.prototype.PrototypeParser.ProductContext;
import org.bascule.bridge.prototype.PrototypeParser.SumContext;
import org.bascule.bridge.prototype.PrototypeParser.TextLengthContext;
import org.bascule.bridge.prototype.PrototypeParser.ValueContext;
import org.bascule.bridge.prototype.PrototypeReader;

/** Reads length expressions. */
final class ExpressionReader {
  private final Mistakes mistakes;

  private ExpressionReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * Reads the length of what lies at that path; mistakes are thrown with their column.
   *
   * @param several whether there may be more than one expression, for a length function
   */
  static List<Expression> read(String path, String source, boolean several) {
    Mistakes mistakes =
        new Mistakes("read the length of " + path, source, "write it like: width * height + 1");
    ExpressionReader reader = new ExpressionReader(mistakes);
    List<ExpressionContext> trees =
        PrototypeReader.parse(source, mistakes, PrototypeParser::lengthExpression).expression();
    if (!several && trees.size() > 1) {
      throw mistakes.at(
          column(trees.get(1)),
          "one expression; several are for a length function (lengthBy)",
          trees.size() + " expressions");
    }
    return trees.stream().map(reader::build).toList();
  }

  private Expression build(ExpressionContext tree) {
    if (tree instanceof ProductContext product) {
      return binary(product.op, product.expression(0), product.expression(1));
    }
    if (tree instanceof SumContext sum) {
      return binary(sum.op, sum.expression(0), sum.expression(1));
    }
    if (tree instanceof GroupContext group) {
      return build(group.expression());
    }
    if (tree instanceof NumberContext number) {
      return number(number);
    }
    if (tree instanceof TextLengthContext text) {
      return new Expression.TextLength(path(text.path()), unit(text.word));
    }
    return path(((ValueContext) tree).path());
  }

  private Expression binary(Token operator, ExpressionContext left, ExpressionContext right) {
    return new Expression.Binary(
        operator.getText().charAt(0), build(left), build(right), operator.getStartIndex() + 1);
  }

  private int unit(Token word) {
    return switch (word.getText()) {
      case "strlen" -> Byte.BYTES;
      case "wcslen" -> Character.BYTES;
      default ->
          throw mistakes.at(
              word.getStartIndex() + 1, "strlen or wcslen", "\"" + word.getText() + "\"");
    };
  }

  private Expression number(NumberContext tree) {
    try {
      return new Expression.Number(Long.decode(decimal(NumberText.withoutSuffix(tree.getText()))));
    } catch (NumberFormatException e) {
      throw mistakes.at(column(tree), "a number of at most 63 bits", tree.getText());
    }
  }

  /** Without the leading zeros that would make it octal. */
  private static String decimal(String text) {
    return text.startsWith("0x") || text.startsWith("0X")
        ? text
        : text.replaceFirst("^0+(?=\\d)", "");
  }

  private static Expression.Path path(PathContext tree) {
    int dereferences = (int) tree.children.stream().takeWhile(c -> c.getText().equals("*")).count();
    return new Expression.Path(
        tree.Identifier().stream().map(TerminalNode::getText).toList(), dereferences, column(tree));
  }

  private static int column(ParserRuleContext tree) {
    return tree.getStart().getStartIndex() + 1;
  }
}

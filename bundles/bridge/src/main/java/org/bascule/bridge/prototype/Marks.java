package org.bascule.bridge.prototype;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.bascule.annotation.Direction;
import org.bascule.bridge.prototype.PrototypeParser.CountingContext;
import org.bascule.bridge.prototype.PrototypeParser.FlagContext;
import org.bascule.bridge.prototype.PrototypeParser.MarkContext;
import org.bascule.bridge.prototype.PrototypeParser.MarkWordContext;
import org.bascule.bridge.prototype.PrototypeParser.NamingContext;
import org.bascule.bridge.prototype.PrototypeParser.TypingContext;
import org.bascule.bridge.prototype.PrototypeParser.ValueContext;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;

/** Reads what stands in brackets before a parameter or member: a directive in the words of C. */
final class Marks {
  private static final String WORDS =
      "in, out, length(n), valid(n), bytes, type(T), nullTerminated, wide or free(function)";

  private final Mistakes mistakes;
  private final Function<TypingContext, CType> types;
  private final Set<String> said = new HashSet<>();
  private Directive directive;

  private Marks(Mistakes mistakes, Function<TypingContext, CType> types, Directive directive) {
    this.mistakes = mistakes;
    this.types = types;
    this.directive = directive;
  }

  /**
   * The directive with what the mark adds.
   *
   * @param types reads the types in it
   */
  static Directive add(
      MarkContext mark,
      Directive directive,
      Mistakes mistakes,
      Function<TypingContext, CType> types) {
    Marks marks = new Marks(mistakes, types, directive);
    mark.markWord().forEach(marks::add);
    return marks.done();
  }

  private void add(MarkWordContext tree) {
    Token first = tree.getStart();
    String word = first.getText();
    if (!said.add(word)) {
      throw mistakes.at(first.getStartIndex() + 1, "each word once", "\"" + word + "\" again");
    }
    switch (word) {
      case "in", "out", "bytes", "nullTerminated", "wide" -> {
        if (!(tree instanceof FlagContext)) {
          throw mistakes.at(Mistakes.column(tree), word + " alone", "\"" + tree.getText() + "\"");
        }
      }
      case "length" -> {
        if (directive.length().isPresent()) {
          throw mistakes.at(Mistakes.column(tree), "one length", "a second one: length(…)");
        }
        directive = directive.withLength(expression(tree));
      }
      case "valid" -> directive = directive.withValid(expression(tree));
      case "type" -> directive = directive.withCType(type(tree));
      case "free" -> directive = directive.freedBy(function(tree));
      default -> throw mistakes.at(Mistakes.column(tree), WORDS, "\"" + word + "\"");
    }
  }

  private Directive done() {
    Direction direction = directive.direction();
    if (said.contains("in") || said.contains("out")) {
      direction =
          said.containsAll(List.of("in", "out"))
              ? Direction.IN_OUT
              : said.contains("in") ? Direction.IN : Direction.OUT;
    }
    return new Directive(
        directive.length(),
        directive.lengthBy(),
        directive.valid(),
        said.contains("bytes"),
        said.contains("nullTerminated"),
        said.contains("wide"),
        directive.type(),
        directive.cType(),
        direction,
        directive.free());
  }

  private String expression(MarkWordContext tree) {
    if (tree instanceof CountingContext counting && counting.expression().size() == 1) {
      return mistakes.text(counting.expression(0));
    }
    throw shape(tree, tree.getStart().getText() + " with an expression: length(n + 1)");
  }

  private CType type(MarkWordContext tree) {
    if (tree instanceof TypingContext typing) {
      return types.apply(typing);
    }
    return new CType.Named(
        name(tree).orElseThrow(() -> shape(tree, "a type: type(float), type(struct point)")));
  }

  private String function(MarkWordContext tree) {
    if (tree instanceof NamingContext naming) {
      String library = naming.path() == null ? "" : mistakes.text(naming.path()) + "!";
      return library + naming.function.getText();
    }
    return name(tree)
        .orElseThrow(() -> shape(tree, "a function: free(release), free(msvcrt!free)"));
  }

  /** A name alone is an expression as well. */
  private static Optional<String> name(MarkWordContext tree) {
    return tree instanceof CountingContext counting
            && counting.expression().size() == 1
            && counting.expression(0) instanceof ValueContext value
            && value.path().getChildCount() == 1
        ? Optional.of(value.getText())
        : Optional.empty();
  }

  private RuntimeException shape(ParserRuleContext tree, String expected) {
    return mistakes.at(Mistakes.column(tree), expected, "\"" + tree.getText() + "\"");
  }
}

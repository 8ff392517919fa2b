package org.bascule.bridge.prototype;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/** Turns the first mistake in a C text into an exception that points at its column. */
public final class Mistakes extends BaseErrorListener {
  private final String operation;
  private final String source;
  private final String remedy;

  /**
   * Mistakes in one text.
   *
   * @param operation for messages: {@code read the prototype}
   * @param remedy for messages
   */
  public Mistakes(String operation, String source, String remedy) {
    this.operation = operation;
    this.source = source == null ? "" : source;
    this.remedy = remedy;
    if (source == null) {
      throw at(1, "a text in C", "null");
    }
  }

  /** Where a part of the text begins, counted from 1. */
  static int column(ParserRuleContext tree) {
    return tree.getStart().getStartIndex() + 1;
  }

  /** A part of the text as it was written. */
  String text(ParserRuleContext tree) {
    return source.substring(tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1);
  }

  /** The exception for a mistake at this column, counted from 1. */
  public SignatureException at(int column, String expected, String actual) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.PROTOTYPE_SYNTAX,
            operation,
            SourcePosition.show(source, column),
            expected,
            actual,
            remedy));
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      Object offendingSymbol,
      int line,
      int charPositionInLine,
      String message,
      RecognitionException e) {
    Token token = (Token) offendingSymbol;
    Parser parser = (Parser) recognizer;
    Token before = parser.getTokenStream().LT(-1);
    if (isNameless(parser, before)) {
      throw at(
          before.getStartIndex() + 1,
          "a name before the parameters, and the result's type before that",
          "\"(\"");
    }
    String found = token.getType() == Token.EOF ? "the end" : "\"" + token.getText() + "\"";
    throw at(token.getStartIndex() + 1, names(parser.getExpectedTokens(), parser), found);
  }

  /**
   * Parentheses may stand for a name, around a star; but where there is none, a name is missing.
   */
  private static boolean isNameless(Parser parser, Token before) {
    List<String> rules = parser.getRuleInvocationStack();
    return before != null
        && before.getText().equals("(")
        && rules.contains("functionDeclarator")
        && !rules.contains("parameters")
        && parser.getContext().getStart() == before;
  }

  private static String names(IntervalSet expected, Parser parser) {
    List<String> names = new ArrayList<>();
    for (int type : expected.toList()) {
      String name = name(type, parser);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return String.join(" or ", names);
  }

  private static String name(int type, Parser parser) {
    return switch (type) {
      case Token.EOF -> "the end";
      case PrototypeParser.Identifier, PrototypeParser.Decorated, PrototypeParser.Quoted ->
          "a name";
      case PrototypeParser.ArithmeticWord -> "a type";
      case PrototypeParser.Convention -> "a calling convention";
      case PrototypeParser.Number -> "a number";
      default -> {
        String literal = parser.getVocabulary().getLiteralName(type);
        yield switch (literal) {
          case "'struct'", "'union'", "'enum'" -> "a type";
          case "'const'", "'CONST'", "'volatile'", "'restrict'", "'__restrict'" -> "a qualifier";
          default -> literal.replace('\'', '"');
        };
      }
    };
  }
}

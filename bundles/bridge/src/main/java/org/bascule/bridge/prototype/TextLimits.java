package org.bascule.bridge.prototype;

import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * How large a text may be: parsers, and those who walk through what they have made, use the stack
 * for whatever is inside something else.
 */
final class TextLimits {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_NESTING = 64;
  private static final int MOST_STARS = 32;
  private static final int MOST_DIMENSIONS = 32;

  private TextLimits() {}

  static void check(String source, Mistakes mistakes) {
    if (source.length() > MOST_CHARACTERS) {
      throw mistakes.at(
          MOST_CHARACTERS,
          "at most " + MOST_CHARACTERS + " characters",
          source.length() + " of them");
    }
  }

  static void check(CommonTokenStream tokens, Mistakes mistakes) {
    tokens.fill();
    int nesting = 0;
    int stars = 0;
    int dimensions = 0;
    String last = "";
    for (Token token : tokens.getTokens()) {
      String text = token.getText();
      nesting += step(text);
      stars = text.equals("*") ? stars + 1 : 0;
      if (text.equals("[")) {
        dimensions = last.equals("]") ? dimensions + 1 : 1;
      }
      last = text;
      check(nesting, MOST_NESTING, "brackets in each other", token, mistakes);
      check(stars, MOST_STARS, "stars in a row", token, mistakes);
      check(dimensions, MOST_DIMENSIONS, "dimensions", token, mistakes);
    }
  }

  private static void check(int count, int most, String what, Token token, Mistakes mistakes) {
    if (count > most) {
      throw mistakes.at(token.getStartIndex() + 1, "at most " + most + " " + what, "more");
    }
  }

  private static int step(String token) {
    return switch (token) {
      case "(", "[", "{" -> 1;
      case ")", "]", "}" -> -1;
      default -> 0;
    };
  }
}

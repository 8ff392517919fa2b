package org.bascule.marshallers.text;

import org.bascule.annotation.RawText;
import org.bascule.error.ValueException;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/**
 * What text may be sent at one place: C takes a zero for the end, and hardly any function expects
 * half a surrogate pair, so that such text would arrive as another.
 *
 * @param raw everything passes
 */
public record TextRules(boolean raw, String path) {
  /** The rules at that place. */
  public static TextRules of(TypeUse use) {
    return new TextRules(use.annotation(RawText.class).isPresent(), use.path());
  }

  /** Whether there is no zero inside; what a code page lacks is seen elsewhere. */
  public void checkZero(String text) {
    int zero = raw ? -1 : text.indexOf('\0');
    if (zero >= 0) {
      throw zero(text, zero);
    }
  }

  /** Whether UTF-16 text arrives as it is. */
  public void checkWide(String text) {
    if (raw) {
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        throw zero(text, i);
      }
      if (Character.isSurrogate(unit)) {
        i = pairEnd(text, i);
      }
    }
  }

  private int pairEnd(String text, int first) {
    int next = first + 1;
    if (Character.isHighSurrogate(text.charAt(first))
        && next < text.length()
        && Character.isLowSurrogate(text.charAt(next))) {
      return next;
    }
    throw Refusals.argument(
        path,
        "text of whole characters",
        String.format(
            "U+%04X, half a surrogate pair, at index %d", (int) text.charAt(first), first),
        "correct the text, pass a char[], or add @RawText to send it unit for unit");
  }

  private ValueException zero(String text, int at) {
    return Refusals.argument(
        path,
        "text without a zero character, which C takes for the end",
        "\"" + text.replace("\0", "\\0") + "\" with one at index " + at,
        "cut the text there, pass an array of its units, or add @RawText to send it unit for unit");
  }
}

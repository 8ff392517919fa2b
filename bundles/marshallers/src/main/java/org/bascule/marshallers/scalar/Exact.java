package org.bascule.marshallers.scalar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a value of an unknown Java type, or text, as a number, without losing anything. */
final class Exact {
  private static final Pattern HEX = Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]{1,16})");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,9})?");
  private static final Map<String, Double> SPECIAL =
      Map.of(
          "nan", Double.NaN,
          "inf", Double.POSITIVE_INFINITY,
          "+inf", Double.POSITIVE_INFINITY,
          "-inf", Double.NEGATIVE_INFINITY,
          "infinity", Double.POSITIVE_INFINITY,
          "+infinity", Double.POSITIVE_INFINITY,
          "-infinity", Double.NEGATIVE_INFINITY);
  private static final Map<String, BigInteger> TRUTH =
      Map.of("true", BigInteger.ONE, "false", BigInteger.ZERO);

  /** More digits than any integer type has; such numbers are not even expanded. */
  private static final int MANY_DIGITS = 40;

  private Exact() {}

  static boolean within(BigInteger number, BigInteger min, BigInteger max) {
    return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
  }

  /** The whole number that this means; its range is the caller's business. */
  static BigInteger whole(Object value, String path, CScalar c) {
    if (value == null) {
      throw ScalarMistakes.missing(path, c);
    }
    if (value instanceof CharSequence text) {
      return wholeText(text.toString(), path, c);
    }
    if (value instanceof Character character && c.role() == CScalar.Role.CHARACTER) {
      return BigInteger.valueOf(character);
    }
    if (value instanceof Boolean truth && c.role().isTruth()) {
      return TRUTH.get(truth.toString()).multiply(BigInteger.valueOf(c.role().trueValue()));
    }
    if (value instanceof Number number) {
      return expand(decimal(number, path, c), value, path, c);
    }
    throw ScalarMistakes.wrongKind(path, c, value);
  }

  /** The floating value that this means: the nearest one where the number is not whole. */
  static double floating(Object value, String path, CScalar c) {
    if (value == null) {
      throw ScalarMistakes.missing(path, c);
    }
    if (value instanceof CharSequence text) {
      return floatingText(text.toString(), path, c);
    }
    if (value instanceof Double || value instanceof Float) {
      double given = ((Number) value).doubleValue();
      return Double.isInfinite(given) ? given : rounded(given, value, path, c);
    }
    if (!(value instanceof Number number)) {
      throw ScalarMistakes.wrongKind(path, c, value);
    }
    BigDecimal exact = decimal(number, path, c);
    double nearest = rounded(exact.doubleValue(), value, path, c);
    // Fractions are rounded by nature; whole numbers are not.
    if (!(value instanceof BigDecimal) && new BigDecimal(nearest).compareTo(exact) != 0) {
      throw ScalarMistakes.lossy(path, c, value);
    }
    return nearest;
  }

  private static double floatingText(String text, String path, CScalar c) {
    String number = text.strip();
    Double special = SPECIAL.get(number.toLowerCase(Locale.ROOT));
    if (special != null) {
      return special;
    }
    if (HEX.matcher(number).matches()) {
      return floating(hex(number), path, c);
    }
    if (!DECIMAL.matcher(number).matches()) {
      throw ScalarMistakes.badText(path, c, text);
    }
    // Rounded once, to the type itself.
    boolean single = c.bytes() == Float.BYTES;
    double value = single ? Float.parseFloat(number) : Double.parseDouble(number);
    return rounded(value, text, path, c);
  }

  private static double rounded(double value, Object shown, String path, CScalar c) {
    double nearest = c.bytes() == Float.BYTES ? (float) value : value;
    if (Double.isInfinite(nearest)) {
      throw ScalarMistakes.outOfRange(path, c, String.valueOf(shown));
    }
    return nearest;
  }

  private static BigInteger wholeText(String text, String path, CScalar c) {
    String number = text.strip();
    if (HEX.matcher(number).matches()) {
      return hex(number);
    }
    if (DECIMAL.matcher(number).matches()) {
      return expand(new BigDecimal(number), text, path, c);
    }
    if (c.role() == CScalar.Role.CHARACTER) {
      return character(text, path, c);
    }
    BigInteger truth = TRUTH.get(number.toLowerCase(Locale.ROOT));
    if (truth == null || !c.role().isTruth()) {
      throw ScalarMistakes.badText(path, c, text);
    }
    return truth.multiply(BigInteger.valueOf(c.role().trueValue()));
  }

  /** A digit by itself is a number; in quotes it is a character. */
  private static BigInteger character(String text, String path, CScalar c) {
    boolean quoted = text.length() == 3 && text.charAt(0) == '\'' && text.charAt(2) == '\'';
    if (text.length() != 1 && !quoted) {
      throw ScalarMistakes.badText(path, c, text);
    }
    return BigInteger.valueOf(text.charAt(quoted ? 1 : 0));
  }

  private static BigInteger hex(String text) {
    var matcher = HEX.matcher(text);
    matcher.matches();
    return new BigInteger(matcher.group(1) + matcher.group(2), 16);
  }

  private static BigDecimal decimal(Number number, String path, CScalar c) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw ScalarMistakes.wrongKind(path, c, number);
    }
  }

  private static BigInteger expand(BigDecimal number, Object shown, String path, CScalar c) {
    BigDecimal shortest = number.stripTrailingZeros();
    if (shortest.scale() > 0) {
      throw ScalarMistakes.lossy(path, c, shown);
    }
    if ((long) shortest.precision() - shortest.scale() > MANY_DIGITS) {
      throw ScalarMistakes.outOfRange(path, c, String.valueOf(shown));
    }
    return shortest.toBigIntegerExact();
  }
}

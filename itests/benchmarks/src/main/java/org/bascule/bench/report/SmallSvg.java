package org.bascule.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart as SVG. Letters are outlines there, for which one digit behind the point will do. */
final class SmallSvg {
  private static final Pattern DECIMAL = Pattern.compile("(?<!version=\")-?\\d+\\.\\d+");
  private static final Pattern BEFORE_LETTER = Pattern.compile("(?<=\\d) (?=[A-Z])");
  private static final Pattern INDENTATION = Pattern.compile("(?m)^ +");
  private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");

  private SmallSvg() {}

  static String of(Chart<?, ?> chart) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, whole, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = DOCUMENT_TYPE.matcher(whole.toString(StandardCharsets.UTF_8)).replaceFirst("");
    text = INDENTATION.matcher(text).replaceAll("");
    text = DECIMAL.matcher(text).replaceAll(number -> rounded(number.group()));
    return BEFORE_LETTER.matcher(text).replaceAll("");
  }

  private static String rounded(String number) {
    return new BigDecimal(number)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString()
        .replaceFirst("^(-?)0\\.", "$1.");
  }
}

package org.bascule.example.celsius;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/** Moves a {@link Celsius} as a {@code double} in kelvin. */
final class CelsiusMarshaller implements ScalarMarshaller<Celsius> {
  @Override
  public Class<Celsius> javaType() {
    return Celsius.class;
  }

  @Override
  public Layout.Scalar layout() {
    return new Layout.Scalar(Layout.Kind.FLOATING, Double.BYTES);
  }

  @Override
  public long toBits(Celsius value) {
    if (value == null || !(value.kelvin() >= 0)) {
      throw refusal(
          ErrorCode.BAD_ARGUMENT, "the temperature", "at least -273.15 °C", String.valueOf(value));
    }
    return Double.doubleToRawLongBits(value.kelvin());
  }

  @Override
  public Celsius fromBits(long bits) {
    return Celsius.ofKelvin(Double.longBitsToDouble(bits));
  }

  @Override
  public Celsius accept(Object argument, String path) {
    if (argument instanceof Number number) {
      return new Celsius(number.doubleValue());
    }
    if (argument instanceof CharSequence text) {
      try {
        return new Celsius(Double.parseDouble(text.toString()));
      } catch (NumberFormatException e) {
        throw refusal(ErrorCode.BAD_TEXT, path, "a number of degrees Celsius", "\"" + text + "\"");
      }
    }
    return ScalarMarshaller.super.accept(argument, path);
  }

  private static ValueException refusal(
      ErrorCode code, String path, String expected, String actual) {
    return new ValueException(
        new Diagnosis(
            code, "take " + path, "", expected, actual, "pass degrees Celsius, for instance 20.5"));
  }
}

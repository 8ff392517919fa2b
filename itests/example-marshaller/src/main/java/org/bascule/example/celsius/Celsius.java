package org.bascule.example.celsius;

/**
 * A temperature as people say it; DLLs take it as a {@code double} in kelvin, which C prototypes
 * call {@code KELVIN}.
 *
 * @param degrees degrees Celsius
 */
public record Celsius(double degrees) {
  static final double ZERO_IN_KELVIN = 273.15;

  /** The temperature of that many kelvin. */
  public static Celsius ofKelvin(double kelvin) {
    return new Celsius(kelvin - ZERO_IN_KELVIN);
  }

  /** The same temperature in kelvin. */
  public double kelvin() {
    return degrees + ZERO_IN_KELVIN;
  }
}

package org.bascule.example.celsius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bascule.error.ValueException;
import org.junit.jupiter.api.Test;

class CelsiusMarshallerTest {
  private final CelsiusMarshaller marshaller = new CelsiusMarshaller();

  @Test
  void carriesKelvin() {
    long bits = marshaller.toBits(new Celsius(20));
    assertThat(Double.longBitsToDouble(bits)).isEqualTo(293.15);
    assertThat(marshaller.fromBits(bits).degrees()).isCloseTo(20, within(1e-12));
  }

  @Test
  void refusesWhatIsColderThanPossible() {
    assertThatThrownBy(() -> marshaller.toBits(new Celsius(-300)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take the temperature
              expected: at least -273.15 °C
              actual: Celsius[degrees=-300.0]
              remedy: pass degrees Celsius, for instance 20.5""");
  }

  @Test
  void readsText() {
    assertThat(marshaller.accept("-4.5", "argument 0")).isEqualTo(new Celsius(-4.5));
    assertThatThrownBy(() -> marshaller.accept("warm", "argument 0"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot take argument 0
              expected: a number of degrees Celsius
              actual: "warm"
              remedy: pass degrees Celsius, for instance 20.5""");
  }
}

package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.FunctionName;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.example.celsius.Celsius;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A third party's marshaller without OSGi: its jar is on the class path. */
class ClassPathMarshallerIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** Functions of demo.dll that take kelvin, and give them. */
  public interface Thermometer {
    @FunctionName("echo_double")
    Celsius echo(Celsius temperature);

    @FunctionName("echo_double")
    double kelvin(Celsius temperature);

    @FunctionName("add_doubles")
    Celsius warmer(Celsius temperature, @DeclaredAs("double") double kelvin);
  }

  @Test
  void carriesTheTypeInInterfaces() {
    Thermometer demo = WINE.session().load(TestBed.demo(), Thermometer.class);
    assertThat(demo.kelvin(new Celsius(0))).isEqualTo(273.15);
    assertThat(demo.echo(new Celsius(36.6)).degrees()).isCloseTo(36.6, within(1e-9));
    assertThat(demo.warmer(new Celsius(20), 1.5).degrees()).isCloseTo(21.5, within(1e-9));
  }

  @Test
  void carriesTheTypeInPrototypes() {
    assertThat(WINE.demo("double echo_double(KELVIN t)", 100)).isEqualTo(373.15);
  }

  @Test
  void movesBehindAPointerThatIsMarked() {
    CallResult split =
        WINE.session()
            .function("msvcrt", "double modf(double value, [out] KELVIN *whole)")
            .invoke(300.25, new Ref<>());

    assertThat(split.value()).isEqualTo(0.25);
    Ref<?> whole = (Ref<?>) split.outputs().get(0).value();
    assertThat(((Celsius) whole.get()).degrees()).isCloseTo(26.85, within(1e-9));
  }

  @Test
  void aMarkWithoutEffectIsRefused() {
    assertThatThrownBy(
            () ->
                WINE.session()
                    .function("msvcrt", "double modf(double value, [out] FAHRENHEIT *whole)"))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-302 cannot bind msvcrt.modf\n")
        .hasMessageContaining("FAHRENHEIT");
  }

  @Test
  void itsRefusalReachesTheCaller() {
    Thermometer demo = WINE.session().load(TestBed.demo(), Thermometer.class);
    assertThatThrownBy(() -> demo.kelvin(new Celsius(-1000)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take the temperature
              expected: at least -273.15 °C
              actual: Celsius[degrees=-1000.0]
              remedy: pass degrees Celsius, for instance 20.5\
            """);
    assertThat(demo.kelvin(new Celsius(0))).isEqualTo(273.15);
  }

  @Test
  void isListed() {
    assertThat(Standalone.bascule().marshallers())
        .filteredOn(info -> info.handles().equals("Celsius, KELVIN"))
        .extracting(MarshallerInfo::bundle, MarshallerInfo::ranking)
        .containsExactly(tuple("the class path", 0));
  }
}

package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.make;

import org.bascule.annotation.EnumValue;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.scalar.ScalarMarshallerFactory;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.kit.MarshallerContract;
import org.junit.jupiter.api.Test;

class EnumMarshallerFactoryTest {
  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  enum Level {
    LOW,
    @EnumValue(10)
    MIDDLE,
    HIGH {
      @Override
      public String toString() {
        return "the highest";
      }
    },
    @EnumValue(-1)
    NONE
  }

  enum Twice {
    ONE,
    @EnumValue(0)
    OTHER
  }

  @Test
  void keepsTheContract() {
    MarshallerContract.of(new EnumMarshallerFactory(), KitUse.java(Colour.class, Place.ARGUMENT))
        .with(new ScalarMarshallerFactory())
        .samples((Object[]) Colour.values())
        .check();
    MarshallerContract.of(
            new EnumMarshallerFactory(), KitUse.both(Level.class, "int", Place.RESULT))
        .with(new ScalarMarshallerFactory())
        .samples((Object[]) Level.values())
        .check();
  }

  @Test
  void countsOnFromAnnotatedConstants() {
    ScalarMarshaller<Object> level =
        (ScalarMarshaller<Object>) make(KitUse.java(Level.class, Place.FIELD), Abi.X64);

    assertThat(level.layout()).isEqualTo(new Layout.Scalar(Layout.Kind.SIGNED, 4));
    assertThat(level.toBits(Level.LOW)).isZero();
    assertThat(level.toBits(Level.MIDDLE)).isEqualTo(10);
    assertThat(level.toBits(Level.HIGH)).isEqualTo(11);
    assertThat(level.toBits(Level.NONE)).isEqualTo(-1);
    assertThat(level.fromBits(0xFFFFFFFFL)).isEqualTo(Level.NONE);
  }

  @Test
  void hasTheWidthOfItsCType() {
    Marshaller<Object> colour = make(KitUse.both(Colour.class, "uint8_t", Place.FIELD), Abi.X64);

    assertThat(colour.layout()).isEqualTo(new Layout.Scalar(Layout.Kind.UNSIGNED, 1));
  }

  @Test
  void refusesANumberThatNoConstantHas() {
    ScalarMarshaller<Object> colour =
        (ScalarMarshaller<Object>) make(KitUse.java(Colour.class, Place.RESULT), Abi.X64);

    assertThatThrownBy(() -> colour.fromBits(3))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot read result
              expected: a Colour: RED (0), GREEN (1), BLUE (2)
              actual: 3
              remedy: add a constant with that number, or take an int""");
  }

  @Test
  void acceptsNamesAndNumbers() {
    Marshaller<Object> colour = make(KitUse.java(Colour.class, Place.ARGUMENT), Abi.X64);

    assertThat(colour.accept("GREEN", "it")).isEqualTo(Colour.GREEN);
    assertThat(colour.accept(2, "it")).isEqualTo(Colour.BLUE);
    assertThatThrownBy(() -> colour.accept("PINK", "it"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take it
              expected: a Colour: RED (0), GREEN (1), BLUE (2)
              actual: PINK
              remedy: pass one of the constants""");
    assertThatThrownBy(() -> colour.accept(9, "it")).isInstanceOf(ValueException.class);
  }

  @Test
  void refusesConstantsWithTheSameNumber() {
    assertThatThrownBy(() -> make(KitUse.java(Twice.class, Place.FIELD), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind field
              expected: constants of %s with different numbers
              actual: ONE and OTHER are both 0
              remedy: correct @EnumValue"""
                .formatted(Twice.class.getName()));
  }

  @Test
  void refusesATypeThatIsNoInteger() {
    assertThatThrownBy(() -> make(KitUse.both(Colour.class, "double", Place.FIELD), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-303 cannot bind field");
  }
}

package org.bascule.marshallers.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.bascule.error.ValueException;
import org.bascule.marshallers.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarAcceptTest {
  @Test
  void takesWhateverNumberMeansTheSame() {
    assertThat(accept("int", 2L)).isEqualTo(2);
    assertThat(accept("int", 2.0)).isEqualTo(2);
    assertThat(accept("int", new BigDecimal("2e3"))).isEqualTo(2000);
    assertThat(accept("int", BigInteger.TEN)).isEqualTo(10);
    assertThat(accept("double", 2)).isEqualTo(2.0);
    assertThat(accept("double", BigInteger.ONE.shiftLeft(80))).isEqualTo(0x1p80);
    assertThat(accept("float", 1.07)).isEqualTo(1.07f);
    assertThat(accept("float", 16777216)).isEqualTo(16777216f);
    assertThat(accept("float", Double.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(accept("float", Double.NaN)).isEqualTo(Float.NaN);
    assertThat(accept("DWORD", 0xFFFF_FFFFL)).isEqualTo(0xFFFF_FFFFL);
    assertThat(accept("unsigned long long", new BigInteger("18446744073709551615")))
        .isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(accept("unsigned long long", (short) 3)).isEqualTo(3L);
    assertThat(accept("BOOL", true)).isEqualTo(1);
    assertThat(accept("VARIANT_BOOL", true)).isEqualTo((short) -1);
    assertThat(accept("bool", 1)).isEqualTo(true);
    assertThat(accept("char", 'a')).isEqualTo((byte) 97);
    assertThat(accept("wchar_t", 97)).isEqualTo('a');
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "int, 42, 42",
        "int, -7, -7",
        "int, +7, 7",
        "int, ' 42 ', 42",
        "int, 0x1F, 31",
        "int, -0x10, -16",
        "int, 1e3, 1000",
        "int, 2.0, 2",
        "unsigned int, 0xFFFFFFFF, 4294967295",
        "unsigned long long, 0xFFFFFFFFFFFFFFFF, 18446744073709551615",
        "char, a, 97",
        "char, 'a', 97",
        "char, 5, 5",
        "char, '5', 53",
        "wchar_t, Ä, Ä",
        "wchar_t, 0x41, A",
        "float, 1.07, 1.07",
        "double, .5, 0.5",
        "double, 1e3, 1000.0",
        "double, -0.0, -0.0",
        "double, 0x10, 16.0",
        "double, NaN, NaN",
        "double, inf, Infinity",
        "float, -Infinity, -Infinity",
        "bool, TRUE, true",
        "bool, 0, false",
        "BOOL, true, 1",
        "BOOL, -1, -1"
      })
  void readsText(String type, String text, String value) {
    String unquoted = text.startsWith("' ") ? text.substring(1, text.length() - 1) : text;

    assertThat(accept(type, unquoted)).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({
    "int, 3.5",
    "int, 2147483648",
    "int, 1e99",
    "int, 1e999999999",
    "int, 1e-999999999",
    "unsigned char, 300",
    "unsigned char, -1",
    "char, Ä",
    "bool, 2",
    "unsigned long long, -1",
    "unsigned long long, 18446744073709551616",
    "float, 1e39",
    "double, 1e999",
    "double, -1e999"
  })
  void refusesTextThatMeansAnotherValue(String type, String text) {
    assertThatThrownBy(() -> accept(type, text)).isInstanceOf(ValueException.class);
  }

  @ParameterizedTest
  @CsvSource({"int", "char", "bool", "float", "unsigned long long", "wchar_t"})
  void refusesTextThatIsNoValue(String type) {
    for (String text : new String[] {"", "abc", "1,5", "0x", "1 2", "--1", "0x1g", "1e", "1f"}) {
      assertThatThrownBy(() -> accept(type, text))
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith("BSC-406 cannot take it\n");
    }
  }

  @Test
  void saysWhatItWouldHaveTaken() {
    assertRefused(
        "int",
        "many",
        """
        BSC-406 cannot take it
          expected: a whole number from -2147483648 to 2147483647 (int)
          actual: "many"
          remedy: write a number such as 42, -1 or 0x1F""");
    assertRefused(
        "char",
        "many",
        """
        BSC-406 cannot take it
          expected: a whole number from -128 to 127 (char)
          actual: "many"
          remedy: write a number such as 42, -1 or 0x1F, or a character such as 'a'""");
    assertRefused(
        "BOOL",
        "maybe",
        """
        BSC-406 cannot take it
          expected: a whole number from -2147483648 to 2147483647 (BOOL)
          actual: "maybe"
          remedy: write a number such as 42, -1 or 0x1F, or true or false""");
    assertRefused(
        "double",
        "half",
        """
        BSC-406 cannot take it
          expected: a number for double
          actual: "half"
          remedy: write a number such as 1.5, -2e3, 0x1F, NaN or inf""");
  }

  @Test
  void saysWhichValueWouldBeLost() {
    assertRefused(
        "int",
        3.5,
        """
        BSC-402 cannot take it
          expected: a whole number from -2147483648 to 2147483647 (int)
          actual: 3.5
          remedy: pass a value that this type expresses without loss""");
    assertRefused(
        "float",
        16777217,
        """
        BSC-402 cannot take it
          expected: a number for float
          actual: 16777217
          remedy: pass a value that this type expresses without loss""");
    assertRefused(
        "double",
        BigInteger.ONE.shiftLeft(2000),
        """
        BSC-402 cannot take it
          expected: a number within the range of double
          actual: %s
          remedy: pass a value in that range, or call a function that takes a wider type"""
            .formatted(BigInteger.ONE.shiftLeft(2000)));
    assertRefused(
        "unsigned char",
        300,
        """
        BSC-402 cannot take it
          expected: a whole number from 0 to 255 (unsigned char)
          actual: 300
          remedy: pass a value in that range, or call a function that takes a wider type""");
  }

  @Test
  void refusesObjectsThatAreNoNumbers() {
    assertRefused(
        "int",
        Thread.State.NEW,
        """
        BSC-402 cannot take it
          expected: a whole number from -2147483648 to 2147483647 (int)
          actual: NEW (java.lang.Thread$State)
          remedy: pass a value of the expected type""");
    assertRefused(
        "int",
        true,
        """
        BSC-402 cannot take it
          expected: a whole number from -2147483648 to 2147483647 (int)
          actual: true (java.lang.Boolean)
          remedy: pass a value of the expected type""");
    assertRefused(
        "int",
        Double.NaN,
        """
        BSC-402 cannot take it
          expected: a whole number from -2147483648 to 2147483647 (int)
          actual: NaN (java.lang.Double)
          remedy: pass a value of the expected type""");
    assertRefused(
        "bool",
        2.5,
        """
        BSC-402 cannot take it
          expected: a whole number from 0 to 1 (bool)
          actual: 2.5 (java.lang.Double)
          remedy: pass a value of the expected type""");
  }

  @ParameterizedTest
  @CsvSource({"int", "double", "bool", "unsigned long long"})
  void refusesNull(String type) {
    assertThatThrownBy(() -> accept(type, null))
        .isInstanceOf(ValueException.class)
        .hasMessageEndingWith("  actual: null\n  remedy: pass a value; only pointers can be null");
  }

  @Test
  void takesEitherReadingOfTheBitsWhereBothTypesHaveTheSameWidth() {
    ScalarMarshaller<Object> number =
        Fixture.scalar(
            new ScalarMarshallerFactory(),
            KitUse.both(int.class, "unsigned int", Place.ARGUMENT),
            Abi.X64);

    assertThat(number.accept(4294967295L, "it")).isEqualTo(-1);
    assertThat(number.accept("-1", "it")).isEqualTo(-1);
    assertThatThrownBy(() -> number.accept(4294967296L, "it")).isInstanceOf(ValueException.class);
  }

  private static void assertRefused(String type, Object value, String message) {
    assertThatThrownBy(() -> accept(type, value))
        .isInstanceOf(ValueException.class)
        .hasMessage(message);
  }

  private static Object accept(String type, Object value) {
    return Fixture.scalar(new ScalarMarshallerFactory(), KitUse.c(type, Place.ARGUMENT), Abi.X64)
        .accept(value, "it");
  }
}

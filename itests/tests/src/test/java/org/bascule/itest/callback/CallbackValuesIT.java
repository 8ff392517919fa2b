package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments and results of callbacks that C prototypes describe. */
class CallbackValuesIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  @ParameterizedTest
  @CsvSource({
    "int8,    int8_t,   java.lang.Byte",
    "uint8,   uint8_t,  java.lang.Short",
    "int16,   int16_t,  java.lang.Short",
    "uint16,  uint16_t, java.lang.Integer",
    "int32,   int32_t,  java.lang.Integer",
    "uint32,  uint32_t, java.lang.Long",
    "int64,   int64_t,  java.lang.Long",
    "float,   float,    java.lang.Float",
    "double,  double,   java.lang.Double",
  })
  void numbersGoThereAndBack(String name, String type, Class<?> natural) {
    List<Object> seen = new ArrayList<>();
    for (int value : new int[] {0, 1, 127, -1, -128}) {
      if (value >= 0 || !type.startsWith("uint")) {
        List<Object> given = new ArrayList<>();
        Object back =
            WINE.call(
                "%2$s pass_%1$s(%2$s value, %2$s (*pass)(%2$s))".formatted(name, type),
                value,
                function(given, arguments -> arguments[0]));
        assertThat(back).isExactlyInstanceOf(natural).isEqualTo(given.get(0));
        assertThat(((Number) back).intValue()).isEqualTo(value);
        seen.add(back);
      }
    }
    assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(2);
  }

  @Test
  void extremesGoThereAndBack() {
    assertThat(pass("uint8", "uint8_t", 255)).isEqualTo((short) 255);
    assertThat(pass("uint16", "uint16_t", 65535)).isEqualTo(65535);
    assertThat(pass("uint32", "uint32_t", 0xFFFFFFFFL)).isEqualTo(0xFFFFFFFFL);
    assertThat(pass("int64", "int64_t", Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(pass("float", "float", Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
    assertThat(pass("double", "double", Double.NaN)).isEqualTo(Double.NaN);
    assertThat(pass("bool", "bool", true)).isEqualTo(true);
    assertThat(pass("bool", "bool", false)).isEqualTo(false);
    assertThat(pass("wide", "wchar_t", 'ü')).isEqualTo('ü');
    Address high = new Address(TestBed.byWidth(0x7FFF_FFFF_FFFF_FFF0L, 0xFFFF_FFF0L));
    assertThat(pass("pointer", "void *", high)).isEqualTo(high);
  }

  @Test
  void moreArgumentsThanRegistersOfBothKinds() {
    List<Object> given = new ArrayList<>();
    Object result =
        WINE.call(
            "double pass_many(double (*mix)(int8_t, double, int64_t, float, uint16_t, float,"
                + " double))",
            function(given, arguments -> 0.125));
    assertThat(result).isEqualTo(0.125);
    assertThat(given)
        .containsExactly(List.of((byte) -5, 0.25, 1L << 40, 1.5f, 65535, -2.5f, 1e100));
  }

  @Test
  void textOfEitherWidth() {
    List<Object> words = new ArrayList<>();
    Object sum =
        WINE.call(
            "int visit_words(const char *text, int (*visit)(const char *word, int length))",
            "eine Zugbrücke 😀",
            function(words, arguments -> arguments[1]));
    assertThat(words)
        .containsExactly(List.of("eine", 4), List.of("Zugbrücke", 10), List.of("😀", 4));
    assertThat(sum).isEqualTo(18);
    List<Object> wide = new ArrayList<>();
    assertThat(
            WINE.call(
                "int visit_wide(const wchar_t *text, int (*visit)(const wchar_t *text))",
                "Zugbrücke 😀",
                function(wide, arguments -> 7)))
        .isEqualTo(7);
    assertThat(wide).containsExactly("Zugbrücke 😀");
  }

  @Test
  void writesTextIntoABufferOfTheDll() {
    NativeFunction write =
        arguments -> {
          StringBuilder buffer = (StringBuilder) arguments[0];
          assertThat(buffer).isEmpty();
          buffer.append("Ananas");
          assertThat(arguments[1]).isEqualTo(32);
          return buffer.length();
        };
    assertThat(WINE.call("int count_letter_a(int (*write)(char buffer[size], int size))", write))
        .isEqualTo(2);
  }

  @Test
  void aFunctionOfTheDllIsAnArgumentAndAResult() {
    NativeFunction use = arguments -> ((NativeFunction) arguments[0]).call(arguments[1]);
    String lend = "int lend_adder(int number, int (*use)(int (*f)(int), int value), int value)";
    assertThat(WINE.call(lend, 10, use, 5)).isEqualTo(15);
    NativeFunction missing = arguments -> arguments[0] == null ? -7 : 0;
    assertThat(WINE.call(lend, 11, missing, 5)).isEqualTo(-7);
    Object addHundred = WINE.call("int (*adder(int number))(int value)", 100);
    NativeFunction own = arguments -> (int) arguments[0] * 3;
    NativeFunction select =
        arguments -> (int) arguments[0] == 0 ? null : (int) arguments[0] == 1 ? own : addHundred;
    String choose = "int choose(int (*(*select)(int key))(int value), int key, int value)";
    assertThat(WINE.call(choose, select, 0, 5)).isEqualTo(-1);
    assertThat(WINE.call(choose, select, 1, 5)).isEqualTo(15);
    assertThat(WINE.call(choose, select, 2, 5)).isEqualTo(105);
  }

  private static Object pass(String name, String type, Object value) {
    return WINE.call(
        "%2$s pass_%1$s(%2$s value, %2$s (*pass)(%2$s))".formatted(name, type),
        value,
        (NativeFunction) arguments -> arguments[0]);
  }

  /** Remembers what it was given: one argument as it is, several as a list. */
  private static NativeFunction function(Collection<Object> given, NativeFunction body) {
    return arguments -> {
      given.add(arguments.length == 1 ? arguments[0] : List.of(arguments));
      return body.call(arguments);
    };
  }
}

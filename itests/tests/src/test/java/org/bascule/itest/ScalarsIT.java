package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bascule.bridge.FunctionHandle;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scalar type at every width, there and back, by C prototype. */
class ScalarsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int RANDOM_VALUES = 200;

  /**
   * @param prototype a function that gives back what it is given
   * @param extremes values at the edges, in the Java type that is natural for the C type
   * @param random a value anywhere between
   */
  record Shape(String prototype, List<?> extremes, Function<Random, Object> random) {
    @Override
    public String toString() {
      return prototype;
    }
  }

  static Stream<Shape> shapes() {
    return Stream.concat(Stream.concat(signed(), unsigned()), others());
  }

  private static Stream<Shape> signed() {
    List<Byte> bytes = List.of(Byte.MIN_VALUE, (byte) -1, (byte) 0, (byte) 1, Byte.MAX_VALUE);
    List<Integer> ints = List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
    return Stream.of(
        new Shape("int8_t echo_int8(int8_t v)", bytes, r -> (byte) r.nextInt()),
        new Shape("char echo_char(char v)", bytes, r -> (byte) r.nextInt()),
        new Shape(
            "int16_t echo_int16(int16_t v)",
            List.of(Short.MIN_VALUE, (short) -1, (short) 0, (short) 1, Short.MAX_VALUE),
            r -> (short) r.nextInt()),
        new Shape("int32_t echo_int32(int32_t v)", ints, Random::nextInt),
        new Shape("int echo_int32(int v)", ints, Random::nextInt),
        new Shape("long echo_long(long v)", ints, Random::nextInt),
        new Shape("BOOL echo_bool(BOOL v)", ints, Random::nextInt),
        new Shape(
            "int64_t echo_int64(int64_t v)",
            List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE),
            Random::nextLong));
  }

  private static Stream<Shape> unsigned() {
    List<Long> words = List.of(0L, 1L, 0x7fffffffL, 0x80000000L, 0xffffffffL);
    List<Number> quads =
        List.of(
            0L,
            1L,
            Long.MAX_VALUE,
            BigInteger.ONE.shiftLeft(63),
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
    return Stream.of(
        new Shape(
            "uint8_t echo_uint8(uint8_t v)",
            List.of((short) 0, (short) 127, (short) 128, (short) 255),
            r -> (short) r.nextInt(256)),
        new Shape(
            "uint16_t echo_uint16(uint16_t v)",
            List.of(0, 32767, 32768, 65535),
            r -> r.nextInt(65536)),
        new Shape("uint32_t echo_uint32(uint32_t v)", words, r -> r.nextInt() & 0xffffffffL),
        new Shape("DWORD echo_uint32(DWORD v)", words, r -> r.nextInt() & 0xffffffffL),
        new Shape("unsigned long echo_ulong(unsigned long v)", words, r -> (long) r.nextInt(1000)),
        new Shape("uint64_t echo_uint64(uint64_t v)", quads, ScalarsIT::unsignedLong),
        TestBed.byWidth(
            new Shape("size_t echo_size(size_t v)", quads, ScalarsIT::unsignedLong),
            new Shape("size_t echo_size(size_t v)", words, r -> r.nextInt() & 0xffffffffL)));
  }

  private static Stream<Shape> others() {
    return Stream.of(
        new Shape(
            "wchar_t echo_wchar(wchar_t v)",
            List.of('\0', 'a', 'ü', '\ud83d', '\uffff'),
            r -> (char) r.nextInt()),
        new Shape(
            "float echo_float(float v)",
            List.of(0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN),
            r -> Float.intBitsToFloat(r.nextInt(0x7f800000))),
        new Shape(
            "double echo_double(double v)",
            List.of(
                0d, -0d, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN),
            r -> r.nextGaussian() * Math.pow(2, r.nextInt(2000) - 1000)),
        new Shape(
            "void *echo_pointer(void *v)",
            TestBed.byWidth(
                List.of(new Address(1), new Address(-1), new Address(0xFEDCBA9876543210L)),
                List.of(new Address(1), new Address(0xFFFFFFFFL), new Address(0xFEDCBA98L))),
            r -> new Address((r.nextLong() | 1) & TestBed.byWidth(-1L, 0xFFFFFFFFL))));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void comesBackUnchanged(Shape shape) {
    FunctionHandle echo = WINE.session().function(TestBed.demo(), shape.prototype);
    Random random = Seed.random(shape.prototype);
    List<Object> values = new ArrayList<>(shape.extremes);
    Stream.generate(() -> shape.random.apply(random)).limit(RANDOM_VALUES).forEach(values::add);
    for (Object value : values) {
      assertThat(echo.call(value)).isEqualTo(value);
    }
  }

  @Test
  void readsOnlyTheBytesOfTheResultType() {
    assertThat(WINE.demo("int8_t dirty_int8(void)")).isEqualTo((byte) 5);
    assertThat(WINE.demo("int16_t dirty_int16(void)")).isEqualTo((short) 5);
  }

  @Test
  void callsTheFunctionsOfTheManual() {
    assertThat(WINE.demo("float simplefunc(float a, float b)", 20.0, 1.07))
        .as("where 32-bit code computes with the x87, which rounds later")
        .isEqualTo(TestBed.byWidth(20.0f - 20.0f / 1.07f, (float) (20.0 - 20.0 / 1.07f)));
    assertThat(WINE.demo("int gcd(int x, int y)", 35, 42)).isEqualTo(7);
    assertThat(WINE.demo("int16_t sqrt_int(int16_t a)", 9)).isEqualTo((short) 3);
    assertThat(WINE.demo("int in_mandelbrot_float(float x, float y, int n)", 0, 0, 1000))
        .isEqualTo(1);
    assertThat(WINE.demo("int in_mandelbrot_double(double x, double y, int n)", 2, 1, 1000))
        .isEqualTo(0);
  }

  @Test
  void callsFunctionsWithoutArguments() {
    assertThat(WINE.demo("int16_t get_const_int_a(void)")).isEqualTo((short) 7);
    assertThat(WINE.demo("int16_t get_const_int_b()")).isEqualTo((short) 6);
    assertThat(WINE.demo("int16_t get_const_int_c(void);")).isEqualTo((short) 5);
  }

  private static Object unsignedLong(Random random) {
    BigInteger value = new BigInteger(64, random);
    if (value.bitLength() < 64) {
      return value.longValue();
    }
    return value;
  }
}

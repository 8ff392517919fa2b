package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Random;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.Seed;
import org.bascule.itest.TestBed;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pointers to one number need no directive: the type says how much lies there. */
class PointersToOneIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int VALUES = 300;

  /** Of demo.dll. */
  public interface Divisions {
    byte divide_int8(byte a, byte b, Ref<Byte> remainder);

    short divide_int16(short a, short b, Ref<Short> remainder);

    int divide_int32(int a, int b, Ref<Integer> remainder);

    long divide_int64(long a, long b, Ref<Long> remainder);

    int divide_int32(int a, int b, int[] remainder);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64})
  void dividesWithRemainderInEveryWidth(int bits) {
    FunctionHandle divide =
        WINE.session()
            .function(
                TestBed.demo(),
                "intN_t divide_intN(intN_t a, intN_t b, intN_t *remainder)"
                    .replace("N", String.valueOf(bits)));
    Random random = Seed.random("PointersToOneIT");
    for (int i = 0; i < VALUES; i++) {
      check(divide, any(random, bits), any(random, bits) >> random.nextInt(bits), bits);
    }
    long least = Long.MIN_VALUE >> 64 - bits;
    check(divide, least, -1, bits);
    check(divide, least, 0, bits);
    check(divide, ~least, least, bits);
  }

  private static void check(FunctionHandle divide, long a, long b, int bits) {
    CallResult result = divide.invoke(a, b, 0);
    // The DLL's own rules for what C leaves open; Java's for MIN / -1 are the same.
    long quotient = b == 0 ? 0 : narrowed(a / b, bits);
    long rest = b == 0 ? a : a % b;
    assertThat(((Number) result.value()).longValue()).as("%d / %d", a, b).isEqualTo(quotient);
    assertThat(number(result.outputs().get(0).value())).as("%d %% %d", a, b).isEqualTo(rest);
  }

  @Test
  void takesARefWhereTheInterfaceSaysSo() {
    Divisions divisions = WINE.session().load(TestBed.demo(), Divisions.class);
    Ref<Byte> small = new Ref<>();
    assertThat(divisions.divide_int8((byte) -100, (byte) 7, small)).isEqualTo((byte) -14);
    assertThat(small.get()).isEqualTo((byte) -2);
    Ref<Short> medium = new Ref<>((short) 1);
    assertThat(divisions.divide_int16((short) 30000, (short) 7, medium)).isEqualTo((short) 4285);
    assertThat(medium.get()).isEqualTo((short) 5);
    Ref<Integer> usual = new Ref<>();
    assertThat(divisions.divide_int32(Integer.MIN_VALUE, -1, usual)).isEqualTo(Integer.MIN_VALUE);
    assertThat(usual.get()).isZero();
    Ref<Long> wide = new Ref<>();
    assertThat(divisions.divide_int64(Long.MAX_VALUE, 10, wide)).isEqualTo(Long.MAX_VALUE / 10);
    assertThat(wide.get()).isEqualTo(7);
  }

  @Test
  void takesAnArrayOfOneAsWell() {
    int[] rest = {0};
    assertThat(WINE.session().load(TestBed.demo(), Divisions.class).divide_int32(17, 5, rest))
        .isEqualTo(3);
    assertThat(rest).containsExactly(2);
    assertThat(WINE.demo("void add_int(int a, int b, int *sum)", 3, 4, rest)).isNull();
    assertThat(rest).containsExactly(7);
  }

  @Test
  void refusesAnArrayWithoutRoomForOne() {
    assertThatThrownBy(() -> WINE.demo("void add_int(int a, int b, int *sum)", 3, 4, new int[0]))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 2
              expected: an array of at least 1 element
              actual: 0
              remedy: pass null for a null pointer, or room for what the function writes""");
  }

  @Test
  void refusesNumbersThatTheElementsCannotHold() {
    assertThatThrownBy(
            () -> WINE.demo("void add_int(int a, int b, int *sum)", 3, 4, new long[] {1L << 40}))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 2[0]
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: 1099511627776
              remedy: pass a value in that range, or call a function that takes a wider type""");
  }

  @Test
  void lengthsStandBehindPointersToo() {
    String prototype = "void double_counted(const int *count, double numbers[*count])";
    assertThat(WINE.outputs(prototype, 2, List.of(1, 2.5, 9)))
        .hasSize(1)
        .first()
        .isEqualTo(new double[] {2, 5, 9});
  }

  private static long number(Object one) {
    return ((Number) Array.get(one, 0)).longValue();
  }

  private static long any(Random random, int bits) {
    return narrowed(random.nextLong(), bits) >> random.nextInt(bits);
  }

  private static long narrowed(long value, int bits) {
    return value << 64 - bits >> 64 - bits;
  }
}

package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bascule.annotation.Each;
import org.bascule.annotation.FunctionName;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.EachFaultException;
import org.bascule.error.HostEndedException;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One function over arrays of arguments. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EachIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** Some more than go in one turn. */
  private static final int MANY = 40_000;

  private static FunctionHandle many(String prototype) {
    return WINE.session().function(TestBed.dll("many").toString(), prototype);
  }

  @Test
  void raisesEachNumberToItsPower() {
    FunctionHandle pow = WINE.session().function("msvcrt", "double pow(double x, double y)");
    assertThat(pow.each(new double[] {2, 3, 10}, new double[] {10, 2, -1}))
        .isEqualTo(new double[] {1024, 9, 0.1});
    assertThat(pow.each(new double[] {2, 3, 10}, 2)).isEqualTo(new double[] {4, 9, 100});
    assertThat(pow.each("2", List.of(0, 1, "2"))).isEqualTo(new double[] {1, 2, 4});
    assertThat(pow.each(new double[0], new double[0])).isEqualTo(new double[0]);
  }

  @Test
  void carriesEveryKindOfScalar() {
    FunctionHandle weigh =
        many(
            "double weigh(int8_t a, uint8_t b, int16_t c, uint16_t d, int32_t e, uint32_t f,"
                + " int64_t g, float h, double i)");
    byte[] a = {-1, 100};
    Object[] b = {255, 0};
    short[] c = {-300, 7};
    int[] d = {65535, 1};
    int[] e = {Integer.MIN_VALUE, 1};
    long[] f = {0xFFFFFFFFL, 2};
    long[] g = {-(1L << 40), 1};
    float[] h = {0.5f, 1.5f};
    double[] i = {0.25, 2};
    double[] weighed = (double[]) weigh.each(a, b, c, d, e, f, g, h, i);
    assertThat(weighed)
        .containsExactly(
            -1
                + 2.0 * 255
                - 3.0 * 300
                + 5.0 * 65535
                + 7.0 * Integer.MIN_VALUE
                + 11.0 * 0xFFFFFFFFL
                - 13.0 * (1L << 40)
                + 17.0 * 0.5
                + 19.0 * 0.25,
            100 + 3.0 * 7 + 5 + 7 + 22 + 13 + 17 * 1.5 + 19 * 2);
    assertThat(weighed[1])
        .isEqualTo(weigh.call(a[1], b[1], c[1], d[1], e[1], f[1], g[1], h[1], i[1]));
  }

  @Test
  void givesArraysOfTheNaturalType() {
    assertThat(many("int8_t negate8(int8_t a)").each(new byte[] {1, -128}))
        .isEqualTo(new byte[] {-1, -128});
    assertThat(many("uint16_t next16(uint16_t a)").each(new int[] {65534, 7}))
        .isEqualTo(new int[] {65535, 8});
    assertThat(many("uint32_t next32(uint32_t a)").each(new long[] {0xFFFFFFFEL, 7}))
        .isEqualTo(new long[] {0xFFFFFFFFL, 8});
    assertThat(many("int64_t negate64(int64_t a)").each(new long[] {1L << 40, 7}))
        .isEqualTo(new long[] {-(1L << 40), -7});
    assertThat(many("uint64_t negate64(uint64_t a)").each(new long[] {1, 0}))
        .isEqualTo(new Number[] {BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), 0L});
    assertThat(many("float halve(float a)").each(new float[] {1, 3}))
        .isEqualTo(new float[] {0.5f, 1.5f});
    assertThat(many("int fail_with(int code)").each(List.of(3, 5))).isEqualTo(new int[] {3, 5});
    assertThat(many("void add_up(int a)").each(new int[] {})).isNull();
  }

  @Test
  void keepsTheOrderOverManyTurns() {
    int[] numbers = IntStream.range(0, MANY).toArray();
    FunctionHandle add = WINE.session().function(TestBed.demo(), "int add(int a, int b)");
    int[] sums = (int[]) add.each(numbers, 1);
    assertThat(sums).isEqualTo(IntStream.rangeClosed(1, MANY).toArray());
    int before = (int) many("int added_up(void)").call();
    assertThat(many("void add_up(int a)").each(numbers)).isNull();
    assertThat(many("int added_up(void)").call()).isEqualTo(before + Arrays.stream(numbers).sum());
  }

  @Test
  void theLastErrorIsThatOfTheLastCall() {
    many("int fail_with(int code)").each(new int[] {3, 5, 8});
    assertThat(WINE.session().lastError()).isEqualTo(8);
    many("int fail_with(int code)").each(new int[0]);
    assertThat(WINE.session().lastError()).isEqualTo(8);
  }

  @Test
  void takesAndGivesAddressesOfMemoryThatStays() {
    try (HostBlock block = WINE.session().allocate(64)) {
      block.memory().putInt(0, 41);
      block.memory().putInt(4, 42);
      Address first = new Address(block.memory().address());
      Address second = new Address(block.memory().address() + 4);
      assertThat(
              many("void *next_number(int *number)").each((Object) new Address[] {first, second}))
          .isEqualTo(new Address[] {second, new Address(second.bits() + 4)});
      assertThat(many("void *next_number(int *number)").each(new long[] {first.bits()}))
          .isEqualTo(new Address[] {second});
    }
  }

  @Test
  void saysWhichElementFaultedAndKeepsTheResultsBefore() {
    FunctionHandle quotient = many("int quotient(int a, int b)");
    int[] divisors = new int[MANY];
    Arrays.fill(divisors, 2);
    divisors[20_000] = 0;
    EachFaultException fault =
        catchThrowableOfType(EachFaultException.class, () -> quotient.each(10, divisors));
    assertThat(fault.index()).isEqualTo(20_000);
    assertThat(fault.faultCode()).isEqualTo(0xC0000094);
    assertThat((int[]) fault.results()).hasSize(20_000).containsOnly(5);
    assertThat(fault.getMessage())
        .matches(
            "BSC-501 cannot call .*many.dll.quotient for element 20000 of 40000\n"
                + "  expected: that the function returns\n"
                + "  actual: integer division by zero \\(0xc0000094\\) at many.dll\\+0x\\w+"
                + " \\(quotient\\+0x\\w+\\)\n"
                + "  remedy: compare the prototype with the DLL's header: wrong types or sizes are"
                + " the usual cause; what the function changed before the fault stays changed;"
                + " the 20000 calls before it returned, and their results are in the exception");
    assertThat(quotient.each(new int[] {9}, 3)).isEqualTo(new int[] {3});
    divisors[0] = 0;
    EachFaultException first =
        catchThrowableOfType(EachFaultException.class, () -> quotient.each(10, divisors));
    assertThat(first.index()).isZero();
    assertThat(first.results()).isEqualTo(new int[0]);
    assertThat(first.diagnosis().remedy()).endsWith("stays changed; it was the first call");
  }

  @Test
  void theDllCallsBackMeanwhile() {
    FunctionHandle through = many("int through(int (*function)(int), int value)");
    FunctionHandle add = WINE.session().function(TestBed.demo(), "int add(int a, int b)");
    NativeFunction nesting = arguments -> ((int[]) add.each(new int[] {(int) arguments[0]}, 1))[0];
    try (CallbackHandle<NativeFunction> handle = WINE.session().callback("int (*)(int)", nesting)) {
      assertThat(through.each(handle.address(), IntStream.range(0, 1000).toArray()))
          .isEqualTo(IntStream.rangeClosed(1, 1000).toArray());
    }
  }

  @Test
  void whatACallbackThrowsEndsTheCalls() {
    List<Object> seen = new ArrayList<>();
    IllegalStateException thrown = new IllegalStateException("enough");
    NativeFunction throwing =
        arguments -> {
          seen.add(arguments[0]);
          if (seen.size() == 3) {
            throw thrown;
          }
          return arguments[0];
        };
    FunctionHandle through = many("int through(int (*function)(int), int value)");
    try (CallbackHandle<NativeFunction> handle =
        WINE.session().callback("int (*)(int)", throwing)) {
      assertThat(catchThrowable(() -> through.each(handle.address(), new int[] {5, 6, 7, 8, 9})))
          .isSameAs(thrown);
      assertThat(seen).containsExactly(5, 6, 7);
      assertThat(through.each(handle.address(), new int[] {1})).isEqualTo(new int[] {1});
    }
  }

  @Test
  void callsOfAReleasedCallbackGoOn() {
    CallbackHandle<NativeFunction> handle =
        WINE.session().callback("int (*)(int)", arguments -> arguments[0]);
    Address address = handle.address();
    handle.close();
    FunctionHandle through = many("int through(int (*function)(int), int value)");
    assertThat(through.each(address, new int[] {5, 6, 7})).isEqualTo(new int[3]);
  }

  @Test
  void anEndedHostEndsTheCalls() {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      FunctionHandle exit = session.function("msvcrt", "void exit(int status)");
      assertThatThrownBy(() -> exit.each(new int[] {3, 4})).isInstanceOf(HostEndedException.class);
    }
  }

  /** The same through an interface. */
  interface Many {
    @Each
    double[] pow(double[] x, double y);

    @Each
    @FunctionName("abs")
    int[] absolute(int[] x);

    int abs(int x);
  }

  interface Own {
    @Each
    boolean[] is_odd(int[] a);

    @Each
    void add_up(int[] a);

    int added_up();
  }

  @Test
  void interfacesDeclareItByAnAnnotation() {
    Many many = WINE.session().load("msvcrt", Many.class);
    assertThat(many.pow(new double[] {2, 3}, 2)).containsExactly(4, 9);
    assertThat(many.absolute(new int[] {-2, 3})).containsExactly(2, 3);
    assertThat(many.abs(-7)).isEqualTo(7);
    Own own = WINE.session().load(TestBed.dll("many").toString(), Own.class);
    assertThat(own.is_odd(new int[] {1, 2, -3})).containsExactly(true, false, true);
    int before = own.added_up();
    own.add_up(new int[] {1, 2, 3});
    assertThat(own.added_up()).isEqualTo(before + 6);
    assertThat(own.is_odd(new int[0])).isEmpty();
  }

  @Test
  void refusesBeforeAnythingIsSent() {
    FunctionHandle add = many("int quotient(int a, int b)");
    assertThatThrownBy(() -> add.each(new int[] {1, 2}, new int[] {1, 2, 3}))
        .hasMessage(
            "BSC-402 cannot call %s.quotient for each element\n".formatted(TestBed.dll("many"))
                + "  where: argument 1 (b)\n"
                + "  expected: 2 elements, as argument 0 (a) has\n"
                + "  actual: 3\n"
                + "  remedy: pass arrays of one length, or a single value where all calls get the"
                + " same; nothing was sent");
    List<Object> last = new ArrayList<>(Collections.<Object>nCopies(MANY, 1));
    last.set(MANY - 1, "many");
    int before = (int) many("int added_up(void)").call();
    assertThatThrownBy(() -> many("void add_up(int a)").each(last))
        .hasMessageStartingWith("BSC-406 cannot take argument 0 (a), element 39999");
    assertThat(many("int added_up(void)").call()).isEqualTo(before);
  }
}

package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.FunctionName;
import org.bascule.spi.Address;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same types by Java interface, where the call neither boxes nor looks anything up. */
class InterfaceIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int VALUES = 500;

  /** Written as a user would write it. */
  public interface Demo {
    byte echo_int8(byte value);

    @DeclaredAs("uint8_t")
    short echo_uint8(@DeclaredAs("uint8_t") short value);

    short echo_int16(short value);

    @DeclaredAs("uint16_t")
    int echo_uint16(@DeclaredAs("uint16_t") int value);

    int echo_int32(int value);

    @DeclaredAs("uint32_t")
    long echo_uint32(@DeclaredAs("uint32_t") long value);

    long echo_int64(long value);

    @DeclaredAs("long")
    int echo_long(@DeclaredAs("long") int value);

    @DeclaredAs("unsigned long")
    long echo_ulong(@DeclaredAs("unsigned long") long value);

    @DeclaredAs("size_t")
    long echo_size(@DeclaredAs("size_t") long value);

    float echo_float(float value);

    double echo_double(double value);

    char echo_wchar(char value);

    boolean echo_bool(boolean value);

    @FunctionName("echo_bool")
    int boolAsInt(boolean value);

    Address echo_pointer(Address value);

    int remember(int value);

    int add(int a, int b);

    default int addThree(int a, int b, int c) {
      return add(add(a, b), c);
    }
  }

  /** Of mixed.dll. */
  public interface Mixed {
    long mix_llldllllllll(
        long a,
        long b,
        long c,
        double d,
        long e,
        long f,
        long g,
        long h,
        long i,
        long j,
        long k,
        long l);

    long mix_dddddddddddl(
        double a,
        double b,
        double c,
        double d,
        double e,
        double f,
        double g,
        double h,
        double i,
        double j,
        double k,
        long l);

    long mix_iiiiiiif(int a, int b, int c, int d, int e, int f, int g, float h);
  }

  private static Demo demo;

  @BeforeAll
  static void load() {
    demo = WINE.session().load(TestBed.demo(), Demo.class);
  }

  @Test
  void carriesWholeNumbersOfEveryWidth() {
    Random random = Seed.random("InterfaceIT");
    for (int n = 0; n < VALUES; n++) {
      long bits = random.nextLong() >> random.nextInt(64);
      assertThat(demo.echo_int8((byte) bits)).isEqualTo((byte) bits);
      assertThat(demo.echo_uint8((short) (bits & 0xff))).isEqualTo((short) (bits & 0xff));
      assertThat(demo.echo_int16((short) bits)).isEqualTo((short) bits);
      assertThat(demo.echo_uint16((int) bits & 0xffff)).isEqualTo((int) bits & 0xffff);
      assertThat(demo.echo_int32((int) bits)).isEqualTo((int) bits);
      assertThat(demo.echo_uint32(bits & 0xffffffffL)).isEqualTo(bits & 0xffffffffL);
      assertThat(demo.echo_int64(bits)).isEqualTo(bits);
      assertThat(demo.echo_long((int) bits)).isEqualTo((int) bits);
      assertThat(demo.echo_ulong(bits & 0xffffffffL)).isEqualTo(bits & 0xffffffffL);
      long word = bits & TestBed.byWidth(-1L, 0xffffffffL);
      assertThat(demo.echo_size(word)).isEqualTo(word);
      assertThat(demo.echo_wchar((char) bits)).isEqualTo((char) bits);
      assertThat(demo.echo_pointer(new Address(word | 1))).isEqualTo(new Address(word | 1));
    }
  }

  @Test
  void carriesFloatingNumbersBitByBit() {
    Random random = Seed.random("InterfaceIT");
    for (int n = 0; n < VALUES; n++) {
      float single = Float.intBitsToFloat(random.nextInt(0x7f800000));
      assertThat(demo.echo_float(single)).isEqualTo(single);
      double twice = Double.longBitsToDouble(random.nextLong() & 0x7fe_fffffffffffffL);
      assertThat(demo.echo_double(twice)).isEqualTo(twice);
    }
    assertThat(Float.floatToRawIntBits(demo.echo_float(-0f))).isEqualTo(0x80000000);
    assertThat(demo.echo_double(Double.NaN)).isNaN();
  }

  @Test
  void carriesTruth() {
    assertThat(demo.echo_bool(true)).isTrue();
    assertThat(demo.echo_bool(false)).isFalse();
    assertThat(demo.boolAsInt(true)).isEqualTo(1);
  }

  @Test
  void mixesIntegersAndFloatingNumbersInRegistersAndOnTheStack() {
    Mixed mixed = WINE.session().load(TestBed.mixed(), Mixed.class);
    assertThat(mixed.mix_llldllllllll(1, 2, 3, 4.5, 5, 6, 7, 8, 9, 10, 11, -12))
        .isEqualTo(Fold.of(1L, 2L, 3L, 4.5, 5L, 6L, 7L, 8L, 9L, 10L, 11L, -12L));
    assertThat(mixed.mix_dddddddddddl(1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Long.MIN_VALUE))
        .isEqualTo(Fold.of(1.5, 2d, 3d, 4d, 5d, 6d, 7d, 8d, 9d, 10d, 11d, Long.MIN_VALUE));
    assertThat(mixed.mix_iiiiiiif(1, -2, 3, -4, 5, -6, 7, 8.25f))
        .isEqualTo(Fold.of(1, -2, 3, -4, 5, -6, 7, 8.25f));
  }

  @Test
  void runsDefaultMethodsInJava() {
    assertThat(demo.addThree(1, 2, 3)).isEqualTo(6);
  }

  @Test
  void keepsTheStateOfTheDllBetweenCalls() {
    demo.remember(17);
    assertThat(demo.remember(18)).isEqualTo(17);
    assertThat(WINE.demo("int remember(int value)", 0)).isEqualTo(18);
  }

  @Test
  void hasTheMethodsOfAnObject() {
    assertThat(demo).isEqualTo(demo).isNotEqualTo(WINE.session().load(TestBed.demo(), Demo.class));
    assertThat(demo.hashCode()).isEqualTo(demo.hashCode());
    assertThat(demo.toString()).contains("Demo").contains("demo.dll");
  }
}

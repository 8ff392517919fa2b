package org.bascule.marshallers.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.bascule.marshallers.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomScalarTest {
  private static final int ROUNDS = 5_000;
  private static final List<String> TYPES =
      List.of(
          "char",
          "unsigned char",
          "short",
          "unsigned short",
          "wchar_t",
          "int",
          "unsigned int",
          "long",
          "unsigned long",
          "long long",
          "unsigned long long",
          "size_t",
          "ptrdiff_t",
          "float",
          "double",
          "BOOL",
          "BOOLEAN",
          "time_t");

  @ParameterizedTest
  @EnumSource
  void bringsEveryBitPatternBackAndAgreesWithItsText(Abi abi) {
    long seed = Long.getLong("bascule.seed", System.nanoTime());
    System.out.println("random scalars for " + abi + ": -Dbascule.seed=" + seed);
    Random random = new Random(seed);
    HeapSections sections = new HeapSections(abi);
    for (int i = 0; i < ROUNDS; i++) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      roundTrip(type, random.nextLong() >> random.nextInt(64), abi, sections, "seed " + seed);
    }
  }

  private static void roundTrip(
      String type, long pattern, Abi abi, HeapSections sections, String about) {
    ScalarMarshaller<Object> scalar =
        Fixture.scalar(new ScalarMarshallerFactory(), KitUse.c(type, Place.RESULT), abi);
    HeapMemory image = HeapMemory.allocate(abi, 0x1000, 8);
    image.putLong(0, pattern);
    Object value = scalar.read(image.slice(0, scalar.layout().size()), sections);
    HeapMemory back = HeapMemory.allocate(abi, 0x1000, 8);
    back.putLong(0, pattern);
    scalar.write(value, back.slice(0, scalar.layout().size()), sections);

    boolean nan = value.toString().equals("NaN");
    assertThat(back.getLong(0)).as(about + ", " + type).isEqualTo(pattern);
    if (scalar.layout().kind() != Layout.Kind.FLOATING) {
      BigInteger number = number(pattern, scalar.layout());
      assertThat(scalar.accept(number, "it")).as(about + ", " + type).isEqualTo(value);
      assertThat(scalar.accept(number.toString(), "it")).as(about + ", " + type).isEqualTo(value);
    } else if (!nan) {
      assertThat(scalar.accept(value.toString(), "it")).as(about + ", " + type).isEqualTo(value);
    }
  }

  /** The number that C sees, by another way than the marshaller's. */
  private static BigInteger number(long pattern, Layout.Scalar layout) {
    int bits = 8 * layout.bytes();
    BigInteger all = BigInteger.ONE.shiftLeft(bits);
    BigInteger unsigned = BigInteger.valueOf(pattern).mod(all);
    boolean negative = layout.kind() == Layout.Kind.SIGNED && unsigned.testBit(bits - 1);
    return negative ? unsigned.subtract(all) : unsigned;
  }
}

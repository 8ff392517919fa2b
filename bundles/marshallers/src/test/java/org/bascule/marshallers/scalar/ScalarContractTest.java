package org.bascule.marshallers.scalar;

import java.math.BigInteger;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.kit.MarshallerContract;
import org.junit.jupiter.api.Test;

class ScalarContractTest {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  @Test
  void keepsTheContractForPlainJavaTypes() {
    java(boolean.class).samples(true, false).check();
    java(Byte.class).samples((byte) 0, Byte.MIN_VALUE, Byte.MAX_VALUE).check();
    java(short.class).samples((short) 0, Short.MIN_VALUE, Short.MAX_VALUE).check();
    java(char.class).samples('a', '\0', '\uFFFF', '\uD800').check();
    java(int.class).samples(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE).check();
    java(Long.class).samples(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE).check();
    java(float.class).samples(1.5f, -0f, Float.NaN, Float.MIN_VALUE, Float.MAX_VALUE).check();
    java(double.class).samples(1.5, -0.0, Double.NaN, Double.NEGATIVE_INFINITY).check();
  }

  @Test
  void keepsTheContractForNaturalTypes() {
    natural("char").samples(Byte.MIN_VALUE, Byte.MAX_VALUE).check();
    natural("unsigned char")
        .samples((short) 0, (short) 255)
        .refuses((short) -1, (short) 256)
        .check();
    natural("short").samples(Short.MIN_VALUE, Short.MAX_VALUE).check();
    natural("WORD").samples(0, 65535).refuses(-1, 65536).check();
    natural("wchar_t").samples('x', '\uFFFF').check();
    natural("long").samples(Integer.MIN_VALUE, Integer.MAX_VALUE).check();
    natural("DWORD").samples(0L, 0xFFFF_FFFFL).refuses(-1L, 0x1_0000_0000L).check();
    natural("long long").samples(Long.MIN_VALUE, Long.MAX_VALUE).check();
    natural("float").samples(1.07f, Float.NaN).check();
    natural("double").samples(1.07, Double.MAX_VALUE).check();
    natural("BOOL").samples(0, 1, -1, 2).check();
    natural("bool").samples(true, false).check();
    natural("VARIANT_BOOL").samples((short) -1, (short) 0).check();
    natural("enum colour").samples(0, -1).check();
  }

  @Test
  void keepsTheContractForUnsignedLongs() {
    natural("unsigned long long")
        .samples(0L, Long.MAX_VALUE, BigInteger.ONE.shiftLeft(63), TWO_64.subtract(BigInteger.ONE))
        .refuses(-1L, TWO_64, 1.5)
        .check();
  }

  @Test
  void keepsTheContractWhereBothTypesAreGiven() {
    both(long.class, "unsigned long")
        .samples(0L, 0xFFFF_FFFFL)
        .refuses(-1L, 0x1_0000_0000L)
        .check();
    both(int.class, "unsigned char").samples(0, 255).refuses(-1, 256).check();
    both(int.class, "unsigned int").samples(0, -1).check();
    both(short.class, "wchar_t").samples((short) -1, (short) 'x').check();
    both(char.class, "short").samples('\uFFFF', 'x').check();
    both(byte.class, "BOOLEAN").samples((byte) -1, (byte) 1).check();
    both(boolean.class, "BOOLEAN").samples(true, false).check();
    both(boolean.class, "VARIANT_BOOL").samples(true, false).check();
    both(byte.class, "bool").samples((byte) 0, (byte) 1).refuses((byte) 2, (byte) -1).check();
    both(double.class, "float").samples(1.5, Double.NaN).refuses(1e39, -Double.MAX_VALUE).check();
    argument(int.class, "unsigned long long").samples(0, Integer.MAX_VALUE).refuses(-1).check();
    argument(byte.class, "int").samples((byte) -1, (byte) 127).check();
    argument(float.class, "double").samples(1.07f, Float.MAX_VALUE).check();
  }

  private static MarshallerContract java(Class<?> type) {
    return contract(KitUse.java(type, Place.RESULT));
  }

  private static MarshallerContract natural(String type) {
    return contract(KitUse.c(type, Place.RESULT));
  }

  private static MarshallerContract both(Class<?> type, String cType) {
    return contract(KitUse.both(type, cType, Place.RESULT));
  }

  private static MarshallerContract argument(Class<?> type, String cType) {
    return contract(KitUse.both(type, cType, Place.ARGUMENT));
  }

  private static MarshallerContract contract(TypeUse use) {
    return MarshallerContract.of(new ScalarMarshallerFactory(), use);
  }
}

package org.bascule.itest;

import org.bascule.spi.Address;

/** The checksum of fold.h: what every argument becomes when it is widened to a slot, in order. */
final class Fold {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fold() {}

  /** Of arguments in the Java types that are natural for their C types. */
  static long of(Object... arguments) {
    long h = START;
    for (Object argument : arguments) {
      h = (h ^ cell(argument)) * PRIME;
    }
    return h;
  }

  /** Of units, one cell each. */
  static long of(byte[] units) {
    long h = START;
    for (byte unit : units) {
      h = (h ^ (unit & 0xff)) * PRIME;
    }
    return h;
  }

  /** Of UTF-16 units, one cell each. */
  static long of(String text) {
    long h = START;
    for (char unit : text.toCharArray()) {
      h = (h ^ unit) * PRIME;
    }
    return h;
  }

  private static long cell(Object argument) {
    if (argument instanceof Float f) {
      return Integer.toUnsignedLong(Float.floatToRawIntBits(f));
    }
    if (argument instanceof Double d) {
      return Double.doubleToRawLongBits(d);
    }
    if (argument instanceof Address a) {
      return a.bits();
    }
    return ((Number) argument).longValue();
  }
}

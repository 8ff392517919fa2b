package org.bascule.itest.memsync;

import java.util.Random;
import org.bascule.itest.TestBed;

/** C's numbers, for random structs. */
enum ScalarType {
  INT8("int8_t", 8, true),
  UINT8("uint8_t", 8, false),
  INT16("int16_t", 16, true),
  UINT16("unsigned short", 16, false),
  INT32("int", 32, true),
  UINT32("DWORD", 32, false),
  LONG("long", 32, true),
  INT64("int64_t", 64, true),
  SIZE("size_t", TestBed.byWidth(63, 32), false),
  FLOAT("float", 0, true),
  DOUBLE("double", 0, true);

  private final String c;
  private final int bits;
  private final boolean signed;

  ScalarType(String c, int bits, boolean signed) {
    this.c = c;
    this.bits = bits;
    this.signed = signed;
  }

  /** Its name in C. */
  String c() {
    return c;
  }

  /**
   * Any number of the type. Unsigned ones stay below half the range, since in arrays Java reads the
   * others as negative.
   */
  Object value(Random random) {
    if (this == FLOAT) {
      return (float) random.nextGaussian() * 1e9f;
    }
    if (this == DOUBLE) {
      return random.nextGaussian() * 1e200;
    }
    long any = random.nextLong() >> random.nextInt(64);
    return signed ? any << 64 - bits >> 64 - bits : any & (1L << bits - 1) - 1;
  }
}

package org.bascule.bridge.call;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;

/** The check that every access to Windows memory passes. */
final class Bounds {
  private Bounds() {}

  static void check(long address, long size, long offset, long bytes) {
    if (offset < 0 || bytes < 0 || offset > size - bytes) {
      throw outside(address, size, offset, bytes);
    }
  }

  private static ValueException outside(long address, long size, long offset, long bytes) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.OUT_OF_BOUNDS,
            "access Windows memory",
            String.format("the view of %d bytes at 0x%016x", size, address),
            "offsets from 0 to " + size,
            bytes + " bytes at offset " + offset,
            "make the view larger, or correct the offset"));
  }
}

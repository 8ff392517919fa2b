package org.bascule.bridge.each;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Address;

/** What is passed for a pointer when there is no memory of a call that it could point to. */
final class Addresses {
  private Addresses() {}

  /** The bits of an address. */
  static long bits(Object value, int bytes, String path) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Address address && fits(address.bits(), bytes)) {
      return address.bits();
    }
    if (value instanceof Long number && fits(number, bytes)) {
      return number;
    }
    throw new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "take " + path,
            "",
            "an address of " + bytes + " bytes: an Address, a long, or null",
            value + " (" + value.getClass().getTypeName() + ")",
            "put what it shall point to into memory that stays (session.allocate) and pass its"
                + " address; nothing was sent"));
  }

  private static boolean fits(long address, int bytes) {
    return bytes == Long.BYTES || address >>> Integer.SIZE == 0;
  }
}

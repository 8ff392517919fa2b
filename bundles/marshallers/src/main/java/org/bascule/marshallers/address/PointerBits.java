package org.bascule.marshallers.address;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.marshallers.memory.PointerType;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Layout;

/**
 * How 64 bits of an address become the host's pointer and back. On x64 all pass. On x86 the upper
 * half must be 0, or all ones for a negative handle such as {@code INVALID_HANDLE_VALUE}.
 */
record PointerBits(Abi abi, PointerType type) {
  private static final Pattern NUMBER =
      Pattern.compile("(?:0[xX]([0-9a-fA-F]{1,16})|(-?\\d{1,20}))");
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  Layout.Scalar layout() {
    return Layout.pointer(abi);
  }

  /** The slot of an address. */
  long send(long bits, String path) {
    if (abi == Abi.X64) {
      return bits;
    }
    if (bits >>> Integer.SIZE != 0 && (int) bits != bits) {
      throw refusal(
          ErrorCode.BAD_ARGUMENT,
          path,
          new Address(bits).toString(),
          "pass an address of this session's host; a 32-bit process has none above 4 GiB");
    }
    return Integer.toUnsignedLong((int) bits);
  }

  /** The address in a slot. */
  long receive(long bits) {
    if (abi == Abi.X64) {
      return bits;
    }
    return type.handle() ? (int) bits : Integer.toUnsignedLong((int) bits);
  }

  /** The address that a number or a text means. */
  long accept(Object argument, String path) {
    if (argument == null) {
      return 0;
    }
    if (argument instanceof Address address) {
      return address.bits();
    }
    if (argument instanceof CharSequence text) {
      return parse(text.toString(), path);
    }
    if (argument instanceof Long || argument instanceof Integer) {
      return ((Number) argument).longValue();
    }
    if (argument instanceof BigInteger number && inRange(number)) {
      return number.longValue();
    }
    boolean several = argument instanceof Collection<?> || argument.getClass().isArray();
    throw refusal(
        ErrorCode.BAD_ARGUMENT,
        path,
        argument + " (" + argument.getClass().getTypeName() + ")",
        several && !type.handle()
            ? "pass an Address; or say in the declaration how much lies there, as in"
                + " float (*rows[n])[m] for rows of m, or [length(n)] before the pointer"
            : "pass an Address, a long, or null");
  }

  private long parse(String text, String path) {
    String address = text.strip();
    if (address.toUpperCase(Locale.ROOT).equals("NULL")) {
      return 0;
    }
    Matcher matcher = NUMBER.matcher(address);
    if (matcher.matches()) {
      BigInteger number =
          matcher.group(1) != null
              ? new BigInteger(matcher.group(1), 16)
              : new BigInteger(matcher.group(2));
      if (inRange(number)) {
        return number.longValue();
      }
    }
    throw refusal(
        ErrorCode.BAD_TEXT,
        path,
        "\"" + text + "\"",
        "write an address such as 0x7f001000 or 4096, or NULL");
  }

  private static boolean inRange(BigInteger number) {
    return number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
  }

  private ValueException refusal(ErrorCode code, String path, String actual, String remedy) {
    String expected = "an address of " + abi.pointerSize() + " bytes (" + type.name() + ")";
    return new ValueException(new Diagnosis(code, "take " + path, "", expected, actual, remedy));
  }
}

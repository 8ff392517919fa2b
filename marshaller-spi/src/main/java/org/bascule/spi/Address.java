package org.bascule.spi;

/**
 * An address or handle in the host, as opaque bits. All 64 survive a round trip; on x86 the upper
 * half is 0, or all ones for a negative handle.
 *
 * @param bits the value
 */
public record Address(long bits) {
  /** The null pointer. */
  public static final Address NULL = new Address(0);

  /** Whether this is the null pointer. */
  public boolean isNull() {
    return bits == 0;
  }

  /** The address that lies this many bytes further. */
  public Address plus(long bytes) {
    return new Address(bits + bytes);
  }

  /** {@code 0x} and 16 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("0x%016x", bits);
  }
}

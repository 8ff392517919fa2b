package org.bascule.transport.posix;

/**
 * Addresses of a process.
 *
 * @param start the first one
 * @param end behind the last one
 */
public record AddressRange(long start, long end) {
  /** Bytes; negative if there are none. */
  public long size() {
    return end - start;
  }
}

package org.bascule.transport.arena;

import java.util.random.RandomGenerator;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.posix.SharedFile;

/**
 * Proposes where in both processes a segment could lie. Whether the place is free is for the
 * mapping to find out; if it was not, {@link #moveAway} and propose again.
 *
 * <p>x64: far from where Linux, the JVM and Wine put things by themselves, and below the end of
 * Windows' user space at 0x7FFF_FFFE_FFFF. x86: below 2 GiB, the end of user space of a program
 * that is not large-address-aware. Thread-safe.
 */
public final class AddressChooser {
  private static final long X64_LOW = 0x1000_0000_0000L;
  private static final long X64_HIGH = 0x5000_0000_0000L;
  private static final long X64_STEP = 1L << 32;
  private static final long X86_LOW = 0x1000_0000L;
  private static final long X86_HIGH = 0x7000_0000L;
  private static final long X86_STEP = 1L << 20;

  /** How many proposals are worth a try. */
  public static final int ATTEMPTS = 64;

  private final RandomGenerator random;
  private final long low;
  private final long high;
  private final long step;
  private long next = -1;

  private AddressChooser(RandomGenerator random, long low, long high, long step) {
    this.random = random;
    this.low = low;
    this.high = high;
    this.step = step;
  }

  /**
   * A chooser for a host of this width.
   *
   * @param abi a constant of {@link HostAbi}
   */
  public static AddressChooser of(byte abi, RandomGenerator random) {
    return abi == HostAbi.X86
        ? new AddressChooser(random, X86_LOW, X86_HIGH, X86_STEP)
        : new AddressChooser(random, X64_LOW, X64_HIGH, X64_STEP);
  }

  /**
   * The start of a range of this size: right behind the one proposed before, or somewhere else.
   *
   * @param size bytes, at most what the width's range holds
   * @return a multiple of {@link SharedFile#GRANULARITY}
   */
  public synchronized long propose(long size) {
    if (size <= 0 || size > high - low) {
      throw new IllegalArgumentException(size + " bytes do not fit between the bounds");
    }
    if (next < 0 || next > high - size) {
      long places = (high - low - size) / step + 1;
      next = low + random.nextLong(places) * step;
    }
    long proposed = next;
    next = roundUp(proposed + size);
    return proposed;
  }

  /** The next proposal will lie somewhere else. */
  public synchronized void moveAway() {
    next = -1;
  }

  /** The largest size that {@link #propose} takes. */
  public long room() {
    return high - low;
  }

  static long roundUp(long size) {
    return (size + SharedFile.GRANULARITY - 1) & -SharedFile.GRANULARITY;
  }
}

package org.bascule.transport.arena;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.bascule.error.BasculeException;

/**
 * For 64-bit hosts: far from where Linux, the JVM and Wine put things by themselves, and below the
 * end of Windows' user space at 0x7FFF_FFFE_FFFF. Nobody can guess where.
 */
final class FarAddresses implements AddressChooser {
  private static final long LOW = 0x1000_0000_0000L;
  private static final long HIGH = 0x5000_0000_0000L;
  private static final long STEP = 1L << 32;
  private static final int ATTEMPTS = 64;

  private final RandomGenerator random;

  /** Right behind what was proposed last; negative if nothing was, or it was no good. */
  private long next = -1;

  FarAddresses(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Search search(long size, Stay stay) {
    return new Search() {
      private int attempts;

      @Override
      public OptionalLong next() {
        boolean first = attempts++ == 0;
        return attempts > ATTEMPTS ? OptionalLong.empty() : OptionalLong.of(propose(size, first));
      }
    };
  }

  private synchronized long propose(long size, boolean behindTheLast) {
    if (!behindTheLast || next < 0 || next > HIGH - size) {
      long places = (HIGH - LOW - size) / STEP + 1;
      next = LOW + random.nextLong(places) * STEP;
    }
    long proposed = next;
    next = AddressChooser.roundUp(proposed + size);
    return proposed;
  }

  @Override
  public long room() {
    return HIGH - LOW;
  }

  @Override
  public BasculeException nowhere(long size) {
    return ArenaErrors.noAddress(
        size + " bytes of address space that are free in both processes",
        "something lies at each of the " + ATTEMPTS + " places tried",
        "open another session");
  }
}

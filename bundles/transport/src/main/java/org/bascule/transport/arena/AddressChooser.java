package org.bascule.transport.arena;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.bascule.error.BasculeException;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.posix.MemoryMap;
import org.bascule.transport.posix.SharedFile;

/**
 * Proposes where in both processes a segment could lie. Whether the place is free is for the
 * mappings to find out. Thread-safe.
 */
public interface AddressChooser {
  /** How long a segment will stay: where addresses are scarce, the two are kept apart. */
  enum Stay {
    /** As long as its session: the first segment, windows of lanes, small blocks. */
    SESSION,
    /** As long as one block. */
    BLOCK
  }

  /** One search for a place; not thread-safe. */
  interface Search {
    /** Another place, a multiple of {@link SharedFile#GRANULARITY}; empty if there is no more. */
    OptionalLong next();
  }

  /**
   * A chooser for a host of this width.
   *
   * @param abi a constant of {@link HostAbi}
   * @param pid the host's, as Linux counts
   */
  static AddressChooser of(byte abi, RandomGenerator random, long pid) {
    return abi == HostAbi.X86
        ? new LowAddresses(MemoryMap::ofThisProcess, () -> MemoryMap.touchedBy(pid))
        : new FarAddresses(random);
  }

  /**
   * A search for a range of this size.
   *
   * @param size bytes, at most {@link #room}
   */
  Search search(long size, Stay stay);

  /** The largest size that there can be. */
  long room();

  /** The exception for a search that has found no place. */
  BasculeException nowhere(long size);

  /** Up to a whole number of units of mapping. */
  static long roundUp(long size) {
    return (size + SharedFile.GRANULARITY - 1) & -SharedFile.GRANULARITY;
  }
}

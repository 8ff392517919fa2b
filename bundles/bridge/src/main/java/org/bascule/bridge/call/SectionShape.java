package org.bascule.bridge.call;

import java.util.Arrays;

/**
 * Where the sections of a call lie in their function's lot.
 *
 * @param starts offset of each section
 * @param sizes bytes of each
 * @param slots the slot of the argument that each belongs to
 */
record SectionShape(Lot lot, int[] starts, int[] sizes, int[] slots) {
  int count() {
    return starts.length;
  }

  int start(int section) {
    return starts[section];
  }

  int size(int section) {
    return sizes[section];
  }

  /** In the host. */
  long address(int section) {
    return lot.address() + starts[section];
  }

  /** Cells of a turn that so many bytes take. */
  static int cells(int bytes) {
    return (bytes + Long.BYTES - 1) / Long.BYTES;
  }

  /** Cells of a turn that all sections take. */
  int cells() {
    int all = 0;
    for (int size : sizes) {
      all += cells(size);
    }
    return all;
  }

  /** Whether a section lies at this address. */
  boolean begins(long address) {
    for (int i = 0; i < count(); i++) {
      if (address == address(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this section of it is such a one. */
  boolean holds(int section, Lot in, int start, int size, int slot) {
    return section < starts.length
        && in == lot
        && starts[section] == start
        && sizes[section] == size
        && slots[section] == slot;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SectionShape shape
        && lot == shape.lot
        && Arrays.equals(starts, shape.starts)
        && Arrays.equals(sizes, shape.sizes)
        && Arrays.equals(slots, shape.slots);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(starts) + Arrays.hashCode(sizes);
  }
}

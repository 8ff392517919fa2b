package org.bascule.jna;

import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Memory of a call as JNA's {@code malloc} gives it: a DLL that writes past the end of a small
 * value, as some have done for years, meets nothing before the next multiple of 16 bytes.
 */
public final class RoundedSections {
  private static final long UNIT = 16;

  private RoundedSections() {}

  /** A section of that many bytes, behind which there may be some to spare. */
  public static WindowsMemory allocate(Sections call, long size, int alignment) {
    return call.allocate(size + UNIT - 1 & -UNIT, alignment).slice(0, size);
  }

  /** The home of an object, likewise. */
  public static WindowsMemory home(Sections call, Object owner, long size, int alignment) {
    return call.home(owner, size + UNIT - 1 & -UNIT, alignment).slice(0, size);
  }
}

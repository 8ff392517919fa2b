package org.bascule.bridge.call;

import org.bascule.bridge.MemoryMode;

/**
 * How a function gets memory for its arguments.
 *
 * @param mode where it lies
 * @param readAfterOverrun whether it is read back also when the DLL wrote around it
 */
public record Lending(MemoryMode mode, boolean readAfterOverrun) {
  /** As most functions get it. */
  public static final Lending ORDINARY = new Lending(MemoryMode.ORDINARY, false);

  boolean strict() {
    return mode == MemoryMode.STRICT;
  }
}

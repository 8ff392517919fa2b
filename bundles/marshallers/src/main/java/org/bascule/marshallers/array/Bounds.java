package org.bascule.marshallers.array;

import java.util.OptionalInt;
import org.bascule.spi.memory.Extent;

/**
 * How many elements lie behind a pointer.
 *
 * @param fixed the number, if the type says it
 * @param extent the number, if a directive says it; else the array's own
 * @param terminated whether a zero element follows the array's
 * @param least how many elements an array must have
 */
record Bounds(OptionalInt fixed, Extent extent, boolean terminated, int least) {
  /** Whether the number can be known without an array. */
  boolean known() {
    return fixed.isPresent() || extent.isSaid() || terminated;
  }
}

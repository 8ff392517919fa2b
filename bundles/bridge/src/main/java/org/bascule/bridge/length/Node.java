package org.bascule.bridge.length;

import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** An expression whose names have been looked up. */
@FunctionalInterface
interface Node {
  /**
   * Its value.
   *
   * @param cell of the pointer whose length is wanted
   */
  long value(WindowsMemory cell, Sections call);
}

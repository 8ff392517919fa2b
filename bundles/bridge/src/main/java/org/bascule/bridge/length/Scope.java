package org.bascule.bridge.length;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** What names mean at one place of a signature. */
public interface Scope {
  /** What the name means; empty if nothing. */
  Optional<Variable> find(String name);

  /** The names that can be used here, for messages. */
  List<String> names();

  /** What names mean outside of all structs. */
  default Scope outermost() {
    return this;
  }

  /**
   * A value that paths begin with.
   *
   * @param layout its layout
   * @param access finds its memory
   * @param argument the argument that must have been written before it can be read, if it is one
   */
  record Variable(Layout layout, Access access, OptionalInt argument) {}

  /** Finds a variable's memory. */
  @FunctionalInterface
  interface Access {
    /**
     * Its memory.
     *
     * @param cell the cell of the pointer whose length is wanted
     */
    WindowsMemory of(WindowsMemory cell, Sections call);
  }
}

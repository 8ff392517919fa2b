package org.bascule.jna.structure;

import com.sun.jna.Memory;
import com.sun.jna.Structure;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Moves one field of a Structure. Used by many threads at once. */
interface FieldMover {
  /** The field's name. */
  String name();

  /** Whether the layout is another one for each instance, as that of an array is. */
  default boolean varies() {
    return false;
  }

  /** Whether reading it has memory of the DLL freed, so that it must not be read twice. */
  default boolean frees() {
    return false;
  }

  /** Whether fields are found in it that JNA does not write. */
  default boolean unsent() {
    return false;
  }

  /** Whether what lies in it lies there on Linux too. */
  default boolean sameOffsets(Structure structure) {
    return true;
  }

  /** Whether directives are found in it, so that other fields are to be written before. */
  default boolean directed() {
    return false;
  }

  /**
   * The layout of the field in this instance.
   *
   * @throws org.bascule.error.ValueException if it depends on a value that is not there
   */
  Layout layout(Structure structure);

  /** Writes the field's value into the memory of the struct, which was cleared. */
  void write(Structure structure, WindowsMemory memory, long offset, Sections call);

  /** Writes it into memory that holds a value, unless it means that value. */
  void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call);

  /** Reads the field. */
  void read(Structure structure, WindowsMemory memory, long offset, Sections call);

  /**
   * Puts the field's value into JNA's own memory of the structure, where JNA has it on Linux.
   *
   * @param memory where it was read
   */
  default void keep(Structure structure, Memory own, WindowsMemory memory, long offset) {
    structure.writeField(name());
  }
}

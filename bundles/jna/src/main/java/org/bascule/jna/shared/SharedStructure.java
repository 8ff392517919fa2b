package org.bascule.jna.shared;

import com.sun.jna.Structure;
import org.bascule.jna.structure.StructureMarshaller;
import org.bascule.spi.WindowsMemory;

/**
 * A structure that lies over memory which the DLL sees too. To be used in place of the structure's
 * own {@code read} and {@code write}, which know the layout of Linux only.
 *
 * @param <S> its class
 */
public final class SharedStructure<S extends Structure> {
  private final S structure;
  private final StructureMarshaller<?> marshaller;
  private final WindowsMemory memory;
  private final OutsideCalls outside;

  SharedStructure(
      S structure, StructureMarshaller<?> marshaller, WindowsMemory memory, OutsideCalls outside) {
    this.structure = structure;
    this.marshaller = marshaller;
    this.memory = memory;
    this.outside = outside;
  }

  /** The structure, to be passed to functions. */
  public S structure() {
    return structure;
  }

  /** Its bytes, for single members and atomic access. */
  public WindowsMemory memory() {
    return memory;
  }

  /** Brings all fields up to date with what lies there now, and gives the structure. */
  public S read() {
    marshaller.fill(structure, memory, outside.begin());
    return structure;
  }

  /**
   * Stores all fields. One that the DLL has changed meanwhile gets its old value again; where both
   * sides write, store single ones.
   *
   * @throws org.bascule.error.ValueException if a field needs memory of its own, such as a new text
   *     or {@code Memory} would: that would end with no call
   */
  public void write() {
    marshaller.writeChanges(structure, memory, outside.begin());
  }

  /**
   * Stores one field, as JNA's {@code writeField} does, and leaves the others to the DLL.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public void write(String field) {
    marshaller.writeField(field, structure, memory, outside.begin());
  }
}

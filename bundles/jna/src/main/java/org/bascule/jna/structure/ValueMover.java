package org.bascule.jna.structure;

import com.sun.jna.Memory;
import com.sun.jna.Structure;
import java.util.Objects;
import org.bascule.jna.Reread;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A field that a marshaller moves.
 *
 * @param reread the same marshaller's way to read into a field
 * @param kept how it gets into JNA's own memory
 */
record ValueMover<T>(FieldAccess field, Marshaller<T> marshaller, Reread<T> reread, KeptValue kept)
    implements FieldMover {

  static <T> ValueMover<T> of(FieldAccess field, Marshaller<T> marshaller, KeptValue kept) {
    return new ValueMover<>(field, marshaller, Reread.of(marshaller), kept);
  }

  @Override
  public String name() {
    return field.name();
  }

  @Override
  public Layout layout(Structure structure) {
    return marshaller.layout();
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    if (field.sent()) {
      marshaller.write(value(structure), cell(memory, offset), call);
    }
  }

  /** A text that is written again would leave the DLL a pointer that ends with the call. */
  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    WindowsMemory cell = cell(memory, offset);
    T value = value(structure);
    if (!Objects.equals(marshaller.read(cell, call), value)) {
      write(structure, memory, offset, call);
    } else if (value != null) {
      // What it points to may have changed.
      marshaller.writeBack(value, cell, call);
    }
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    T old = value(structure);
    T now = reread.reread(old, cell(memory, offset), call);
    if (now != old) {
      field.set(structure, now);
    }
  }

  @Override
  public void keep(Structure structure, Memory own, WindowsMemory memory, long offset) {
    kept.keep(field, structure, own);
  }

  private T value(Structure structure) {
    return marshaller.javaType().cast(field.get(structure));
  }

  private WindowsMemory cell(WindowsMemory memory, long offset) {
    return memory.slice(offset, marshaller.layout().size());
  }
}

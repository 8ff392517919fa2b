package org.bascule.jna.structure;

import com.sun.jna.Structure;
import java.util.function.Function;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A field that a converter moves which is told the structure, so that each structure has a
 * marshaller of its own.
 */
record ConvertedMover(
    FieldAccess field, Layout layout, Function<Structure, Marshaller<?>> marshaller)
    implements FieldMover {
  @Override
  public String name() {
    return field.name();
  }

  @Override
  public Layout layout(Structure structure) {
    return layout;
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    mover(structure).write(structure, memory, offset, call);
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    mover(structure).writeChange(structure, memory, offset, call);
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    mover(structure).read(structure, memory, offset, call);
  }

  private FieldMover mover(Structure structure) {
    return ValueMover.of(field, marshaller.apply(structure), KeptValue.WRITTEN);
  }
}

package org.bascule.jna.structure;

import com.sun.jna.Memory;
import com.sun.jna.Structure;
import java.util.Objects;
import org.bascule.jna.Reread;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** An array of pointers or mapped values that lies in the struct. */
record ElementsMover<T>(FieldAccess field, Marshaller<T> element, Reread<T> reread, String path)
    implements FieldMover {

  static <T> ElementsMover<T> of(FieldAccess field, Marshaller<T> element, String path) {
    return new ElementsMover<>(field, element, Reread.of(element), path);
  }

  @Override
  public String name() {
    return field.name();
  }

  @Override
  public boolean varies() {
    return true;
  }

  @Override
  public Layout layout(Structure structure) {
    return new Layout.Array(element.layout(), array(structure).length);
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    if (field.sent()) {
      Object[] array = array(structure);
      for (int i = 0; i < array.length; i++) {
        element.write(element.javaType().cast(array[i]), cell(memory, offset, i), call);
      }
    }
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    Object[] array = array(structure);
    for (int i = 0; field.sent() && i < array.length; i++) {
      WindowsMemory cell = cell(memory, offset, i);
      if (!Objects.equals(element.read(cell, call), array[i])) {
        element.write(element.javaType().cast(array[i]), cell, call);
      }
    }
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    Object[] array = array(structure);
    for (int i = 0; i < array.length; i++) {
      T old = element.javaType().cast(array[i]);
      array[i] = reread.reread(old, cell(memory, offset, i), call);
    }
  }

  /** The elements are objects, which stay in the array. */
  @Override
  public void keep(Structure structure, Memory own, WindowsMemory memory, long offset) {}

  private WindowsMemory cell(WindowsMemory memory, long offset, int index) {
    long size = element.layout().size();
    return memory.slice(offset + index * size, size);
  }

  private Object[] array(Structure structure) {
    Object[] array = (Object[]) field.get(structure);
    if (array == null) {
      throw StructureMistakes.arrayMissing(path);
    }
    return array;
  }
}

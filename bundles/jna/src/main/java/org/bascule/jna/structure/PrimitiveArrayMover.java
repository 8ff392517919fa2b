package org.bascule.jna.structure;

import com.sun.jna.Structure;
import java.lang.reflect.Array;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** An array of primitives that lies in the struct; its length is the Java array's. */
record PrimitiveArrayMover(FieldAccess field, PrimitiveElements elements, String path)
    implements FieldMover {
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
    return new Layout.Array(elements.layout(), Array.getLength(array(structure)));
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    if (field.sent()) {
      elements.put(memory, offset, array(structure));
    }
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    write(structure, memory, offset, call);
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    elements.get(memory, offset, array(structure));
  }

  private Object array(Structure structure) {
    Object array = field.get(structure);
    if (array == null) {
      throw StructureMistakes.arrayMissing(path);
    }
    return array;
  }
}

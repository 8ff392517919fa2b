package org.bascule.jna.structure;

import com.sun.jna.Structure;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A parameter that is declared as the interface {@link Structure.ByReference} itself: whatever
 * Structure is passed goes by pointer.
 */
record TaggedPointerMarshaller(StructurePointerMarshaller<Structure> structures, String path)
    implements Marshaller<Structure.ByReference> {
  @Override
  public Class<Structure.ByReference> javaType() {
    return Structure.ByReference.class;
  }

  @Override
  public Layout layout() {
    return structures.layout();
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(Structure.ByReference value, WindowsMemory target, Sections call) {
    structures.write(structure(value), target, call);
  }

  @Override
  public void update(Structure.ByReference value, WindowsMemory source, Sections call) {
    structures.update(structure(value), source, call);
  }

  @Override
  public Structure.ByReference read(WindowsMemory source, Sections call) {
    throw new IllegalStateException(path + " is an argument: nothing tells its class");
  }

  private Structure structure(Structure.ByReference value) {
    if (value == null || value instanceof Structure) {
      return (Structure) value;
    }
    throw StructureMistakes.noStructure(path, value.getClass());
  }
}

package org.bascule.jna.structure;

import com.sun.jna.Memory;
import com.sun.jna.Structure;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** A Structure that lies inside another one. The Java object stays, its fields are read. */
record NestedMover<T extends Structure>(FieldAccess field, StructureMarshaller<T> marshaller)
    implements FieldMover {
  @Override
  public String name() {
    return field.name();
  }

  @Override
  public boolean varies() {
    return marshaller.varies();
  }

  @Override
  public boolean frees() {
    return marshaller.frees();
  }

  @Override
  public boolean unsent() {
    return marshaller.unsent();
  }

  @Override
  public boolean sameOffsets(Structure structure) {
    return marshaller.sameOffsets(value(structure));
  }

  @Override
  public boolean directed() {
    return marshaller.directed();
  }

  @Override
  public Layout layout(Structure structure) {
    return marshaller.layout(value(structure));
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    if (field.sent()) {
      T value = value(structure);
      marshaller.writeFields(value, cell(value, memory, offset), call);
    }
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    T value = value(structure);
    marshaller.writeChanges(value, cell(value, memory, offset), call);
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    T value = value(structure);
    marshaller.fill(value, cell(value, memory, offset), call);
  }

  @Override
  public void keep(Structure structure, Memory own, WindowsMemory memory, long offset) {
    T value = value(structure);
    OwnMemory.layOver(value, own, Internals.offset(structure, name()));
    marshaller.keep(value, cell(value, memory, offset));
  }

  /** As in JNA, a field that is null gets an instance. */
  private T value(Structure structure) {
    T value = marshaller.javaType().cast(field.get(structure));
    if (value == null) {
      value = marshaller.fresh();
      field.set(structure, value);
    }
    return value;
  }

  private WindowsMemory cell(T value, WindowsMemory memory, long offset) {
    return memory.slice(offset, marshaller.layout(value).size());
  }
}

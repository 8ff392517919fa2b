package org.bascule.jna.structure;

import com.sun.jna.Memory;
import com.sun.jna.Structure;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Structures that lie inside another one, one after the other. */
record NestedArrayMover<T extends Structure>(
    FieldAccess field, StructureMarshaller<T> marshaller, String path) implements FieldMover {
  @Override
  public String name() {
    return field.name();
  }

  @Override
  public boolean varies() {
    return true;
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
    Object[] array = array(structure);
    return array.length == 0 || marshaller.sameOffsets(element(array, 0));
  }

  @Override
  public boolean directed() {
    return marshaller.directed();
  }

  @Override
  public Layout layout(Structure structure) {
    Object[] array = array(structure);
    return array.length == 0
        ? new Layout.Array(marshaller.layout(), 0)
        : new Layout.Array(marshaller.layout(element(array, 0)), array.length);
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    if (field.sent()) {
      Object[] array = array(structure);
      for (int i = 0; i < array.length; i++) {
        marshaller.writeFields(element(array, i), cell(array, memory, offset, i), call);
      }
    }
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    Object[] array = array(structure);
    for (int i = 0; i < array.length; i++) {
      marshaller.writeChanges(element(array, i), cell(array, memory, offset, i), call);
    }
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    Object[] array = array(structure);
    for (int i = 0; i < array.length; i++) {
      marshaller.fill(element(array, i), cell(array, memory, offset, i), call);
    }
  }

  @Override
  public void keep(Structure structure, Memory own, WindowsMemory memory, long offset) {
    Object[] array = array(structure);
    long first = Internals.offset(structure, name());
    for (int i = 0; i < array.length; i++) {
      T element = element(array, i);
      OwnMemory.layOver(element, own, first + (long) i * element(array, 0).size());
      marshaller.keep(element, cell(array, memory, offset, i));
    }
  }

  /** As in JNA, an element that is null gets an instance. */
  private T element(Object[] array, int index) {
    if (array[index] == null) {
      array[index] = marshaller.fresh();
    }
    return marshaller.javaType().cast(array[index]);
  }

  private WindowsMemory cell(Object[] array, WindowsMemory memory, long offset, int index) {
    long size = marshaller.layout(element(array, 0)).size();
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

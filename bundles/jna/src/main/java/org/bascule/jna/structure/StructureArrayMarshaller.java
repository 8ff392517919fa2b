package org.bascule.jna.structure;

import com.sun.jna.Structure;
import org.bascule.jna.CallNotes;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Zeroes;

/**
 * A pointer to Structures that lie one after the other. Elements that are null are made; unlike in
 * JNA, the others need not come from one {@code toArray}.
 */
record StructureArrayMarshaller<T extends Structure>(
    Class<T[]> javaType, StructureClasses<T> classes, Abi abi, String path)
    implements Marshaller<T[]> {
  @Override
  public Layout layout() {
    return Layout.pointerTo(abi, () -> classes.own().layout());
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(T[] value, WindowsMemory target, Sections call) {
    if (value == null) {
      target.putPointer(0, 0);
      return;
    }
    check(value);
    StructureMarshaller<T> marshaller = classes.own();
    CallNotes notes = CallNotes.of(call);
    Layout.Struct layout = marshaller.layout(value[0]);
    long size = layout.size();
    WindowsMemory block = Zeroes.clear(call.home(value, size * value.length, layout.alignment()));
    notes.put(value, block);
    for (int i = 0; i < value.length; i++) {
      notes.put(value[i], block.slice(i * size, size));
    }
    for (T element : value) {
      marshaller.send(element, element.getAutoWrite(), notes.place(element), call);
    }
    target.putPointer(0, block.address());
  }

  @Override
  public void update(T[] value, WindowsMemory source, Sections call) {
    CallNotes notes = CallNotes.of(call);
    for (int i = 0; value != null && i < value.length; i++) {
      if (notes.beginUpdate(value[i])) {
        classes.own().receive(value[i], value[i].getAutoRead(), notes.place(value[i]), call);
      }
    }
  }

  @Override
  public T[] read(WindowsMemory source, Sections call) {
    throw new IllegalStateException(path + " is no result: nothing says how many there are");
  }

  private void check(T[] value) {
    if (value.length == 0) {
      throw StructureMistakes.emptyArray(path);
    }
    for (int i = 0; i < value.length; i++) {
      if (value[i] instanceof Structure.ByReference) {
        throw StructureMistakes.byReferenceElement(path, i);
      }
      if (value[i] == null) {
        value[i] = classes.own().fresh();
      }
    }
  }
}

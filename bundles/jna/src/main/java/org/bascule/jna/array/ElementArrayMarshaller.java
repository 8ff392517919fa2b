package org.bascule.jna.array;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.bascule.jna.CallNotes;
import org.bascule.jna.Reread;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A pointer to elements of one type, in and out.
 *
 * @param terminated whether a null pointer follows the last one
 */
public record ElementArrayMarshaller<E>(
    Class<E[]> javaType, Marshaller<E> element, Reread<E> reread, boolean terminated, Abi abi)
    implements Marshaller<E[]> {
  /** The marshaller of arrays of that class, whose elements the other one moves. */
  public static <E> ElementArrayMarshaller<E> of(
      Class<E[]> type, Marshaller<E> element, boolean terminated, Abi abi) {
    return new ElementArrayMarshaller<>(type, element, Reread.of(element), terminated, abi);
  }

  @Override
  public Layout layout() {
    return Layout.pointerTo(abi, element::layout);
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(E[] value, WindowsMemory target, Sections call) {
    target.putPointer(0, value == null ? 0 : place(value, call).address());
  }

  @Override
  public void update(E[] value, WindowsMemory source, Sections call) {
    CallNotes notes = CallNotes.of(call);
    if (value == null || !notes.beginUpdate(value)) {
      return;
    }
    WindowsMemory block = notes.place(value);
    for (int i = 0; i < value.length; i++) {
      value[i] = reread.reread(value[i], cell(block, i), call);
    }
  }

  /** Up to the null pointer. */
  @Override
  public E[] read(WindowsMemory source, Sections call) {
    long address = source.getPointer(0);
    if (address == 0) {
      return null;
    }
    List<E> elements = new ArrayList<>();
    long size = element.layout().size();
    WindowsMemory cell = call.view(address, size);
    while (cell.getPointer(0) != 0) {
      elements.add(element.read(cell, call));
      cell = call.view(address + size * elements.size(), size);
    }
    return elements.toArray(array(elements.size()));
  }

  private WindowsMemory place(E[] value, Sections call) {
    CallNotes notes = CallNotes.of(call);
    WindowsMemory known = notes.place(value);
    if (known != null) {
      return known;
    }
    Layout layout = element.layout();
    int count = value.length + (terminated ? 1 : 0);
    WindowsMemory block = call.allocate(layout.size() * count, layout.alignment());
    notes.put(value, block);
    for (int i = 0; i < value.length; i++) {
      element.write(value[i], cell(block, i), call);
    }
    if (terminated) {
      block.putPointer(layout.size() * value.length, 0);
    }
    return block;
  }

  private WindowsMemory cell(WindowsMemory block, int index) {
    long size = element.layout().size();
    return block.slice(index * size, size);
  }

  private E[] array(int length) {
    return javaType.cast(Array.newInstance(javaType.getComponentType(), length));
  }
}

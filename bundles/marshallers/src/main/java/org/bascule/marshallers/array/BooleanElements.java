package org.bascule.marshallers.array;

import org.bascule.marshallers.memory.Changes;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Java's booleans, whose width and truth are C's business. */
record BooleanElements(Marshaller<Boolean> element) implements Elements<boolean[]> {
  @Override
  public Class<boolean[]> arrayType() {
    return boolean[].class;
  }

  @Override
  public Layout layout() {
    return element.layout();
  }

  @Override
  public boolean[] create(int count) {
    return new boolean[count];
  }

  @Override
  public int length(boolean[] array) {
    return array.length;
  }

  @Override
  public void write(boolean[] array, int count, WindowsMemory memory, Sections sections) {
    long size = layout().size();
    for (int i = 0; i < count; i++) {
      element.write(array[i], memory.slice(size * i, size), sections);
    }
  }

  @Override
  public void update(boolean[] array, int count, WindowsMemory memory, Sections sections) {
    long size = layout().size();
    for (int i = 0; i < count; i++) {
      array[i] = element.read(memory.slice(size * i, size), sections);
    }
  }

  /** Whatever is not 0 is true: it stays as it is. */
  @Override
  public void change(boolean[] array, int count, WindowsMemory copy, Sections sections) {
    long size = layout().size();
    for (int i = 0; i < count; i++) {
      Changes.change(element, array[i], copy.slice(size * i, size), sections);
    }
  }

  @Override
  public void accept(boolean[] array, int index, Object value, String path) {
    array[index] = element.accept(value, path);
  }
}

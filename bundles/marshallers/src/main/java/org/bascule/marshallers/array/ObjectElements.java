package org.bascule.marshallers.array;

import java.lang.reflect.Array;
import java.util.function.Supplier;
import org.bascule.marshallers.memory.Changes;
import org.bascule.marshallers.memory.InPlace;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Elements that have a marshaller of their own: text, structs, rows of an array.
 *
 * @param component the element's class
 * @param empty an array of no elements, which knows the array's class
 * @param marshaller of one element; asked for when something moves, since a struct may hold arrays
 *     of itself
 */
record ObjectElements<E>(Class<E> component, E[] empty, Supplier<Marshaller<E>> marshaller)
    implements Elements<E[]> {

  @SuppressWarnings("unchecked")
  static <E> ObjectElements<E> of(Class<E> component, Supplier<? extends Marshaller<?>> element) {
    // The factory checks that the marshaller's type is the component's.
    return new ObjectElements<>(
        component, newArray(component, 0), (Supplier<Marshaller<E>>) element);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<E[]> arrayType() {
    return (Class<E[]>) empty.getClass();
  }

  @Override
  public Layout layout() {
    return marshaller.get().layout();
  }

  @Override
  public E[] create(int count) {
    return newArray(component, count);
  }

  @Override
  public int length(E[] array) {
    return array.length;
  }

  @Override
  public void write(E[] array, int count, WindowsMemory memory, Sections sections) {
    Marshaller<E> element = marshaller.get();
    long size = element.layout().size();
    for (int i = 0; i < count; i++) {
      element.write(array[i], memory.slice(size * i, size), sections);
    }
  }

  @Override
  public void update(E[] array, int count, WindowsMemory memory, Sections sections) {
    Marshaller<E> element = marshaller.get();
    long size = element.layout().size();
    boolean inPlace = element.updates();
    for (int i = 0; i < count; i++) {
      WindowsMemory image = memory.slice(size * i, size);
      if (inPlace && array[i] != null) {
        element.update(array[i], image, sections);
      } else {
        array[i] = element.read(image, sections);
      }
    }
  }

  @Override
  public void change(E[] array, int count, WindowsMemory copy, Sections sections) {
    Marshaller<E> element = marshaller.get();
    long size = element.layout().size();
    for (int i = 0; i < count; i++) {
      Changes.change(element, array[i], copy.slice(size * i, size), sections);
    }
  }

  @Override
  public void changeCounted(E[] array, int count, WindowsMemory there, Sections sections) {
    Marshaller<E> element = marshaller.get();
    long size = element.layout().size();
    for (int i = 0; i < count && element instanceof InPlace<E>; i++) {
      Changes.changeCounted(element, array[i], there.slice(size * i, size), sections);
    }
  }

  @Override
  public void accept(E[] array, int index, Object value, String path) {
    array[index] = marshaller.get().accept(value, path);
  }

  @SuppressWarnings("unchecked")
  private static <E> E[] newArray(Class<E> component, int count) {
    return (E[]) Array.newInstance(component, count);
  }
}

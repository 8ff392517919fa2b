package org.bascule.marshallers.array;

import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Moves the elements of Java arrays of one class to and from Windows memory, where they lie one
 * after the other. Immutable.
 *
 * @param <A> the array's class
 */
interface Elements<A> {
  /** The array's class. */
  Class<A> arrayType();

  /** The layout of one element. */
  Layout layout();

  /** A new array. */
  A create(int count);

  /** How many elements an array has. */
  int length(A array);

  /** Writes the first elements to the beginning of the memory. */
  void write(A array, int count, WindowsMemory memory, Sections sections);

  /** Brings the first elements back from the beginning of the memory. */
  void update(A array, int count, WindowsMemory memory, Sections sections);

  /**
   * Puts elements that a callback has changed into a copy of the memory as it was before.
   *
   * @param count how many; they lie at the beginning
   */
  default void change(A array, int count, WindowsMemory copy, Sections sections) {
    write(array, count, copy, sections);
  }

  /** Then changes what pointers with directives in them point to. */
  default void changeCounted(A array, int count, WindowsMemory there, Sections sections) {}

  /** Sets one element to what a value of unknown type means. */
  void accept(A array, int index, Object value, String path);

  /** The bytes that so many elements take. */
  default long bytes(long count) {
    return Math.multiplyExact(layout().size(), count);
  }
}

package org.bascule.marshallers.memory;

import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A marshaller that finds out itself what a callback has changed in a value, part by part.
 *
 * @param <T> the values
 */
public interface InPlace<T> extends Marshaller<T> {
  /**
   * Puts what has changed into a copy of the image as it was before the callback, except what
   * {@link #changeCounted} does.
   */
  void change(T value, WindowsMemory copy, Sections sections);

  /**
   * Then changes what pointers with directives point to: their lengths are read from the DLL's own
   * memory, which has all the rest by now.
   */
  default void changeCounted(T value, WindowsMemory there, Sections sections) {}
}

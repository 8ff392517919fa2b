package org.bascule.marshallers.struct;

import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** A marshaller of values that exist before they are read, so that they can lead to themselves. */
interface Fillable<T> extends Marshaller<T> {
  /** A value without content. */
  T blank();

  /** Reads the content. */
  void fill(T value, WindowsMemory source, Sections sections);
}

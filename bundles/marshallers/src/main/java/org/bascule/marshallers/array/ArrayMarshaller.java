package org.bascule.marshallers.array;

import java.lang.reflect.Array;
import java.util.List;
import org.bascule.spi.Marshaller;
import org.bascule.spi.memory.Refusals;

/** What arrays have in common, wherever their elements lie. */
abstract class ArrayMarshaller<A> implements Marshaller<A> {
  private final Elements<A> elements;

  ArrayMarshaller(Elements<A> elements) {
    this.elements = elements;
  }

  final Elements<A> elements() {
    return elements;
  }

  @Override
  public final Class<A> javaType() {
    return elements.arrayType();
  }

  /** Lists and other arrays are taken element by element; a single value is one element. */
  @Override
  public final A accept(Object argument, String path) {
    if (argument == null || javaType().isInstance(argument)) {
      return javaType().cast(argument);
    }
    if (argument instanceof List<?> list) {
      return elementwise(list.toArray(), path);
    }
    if (!argument.getClass().isArray()) {
      A single = elements.create(1);
      elements.accept(single, 0, argument, path);
      return single;
    }
    return elementwise(argument, path);
  }

  private A elementwise(Object argument, String path) {
    A array = elements.create(Array.getLength(argument));
    for (int i = 0; i < elements.length(array); i++) {
      elements.accept(array, i, Array.get(argument, i), path + "[" + i + "]");
    }
    return array;
  }

  /** Refuses an array of another length. */
  final void checkLength(A array, int count, String path) {
    if (elements.length(array) != count) {
      throw Refusals.length(
          path,
          "an array of " + count + (count == 1 ? " element" : " elements"),
          String.valueOf(elements.length(array)),
          "pass an array of that length; nothing was sent");
    }
  }
}

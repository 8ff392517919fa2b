package org.bascule.bridge.each;

import java.util.Optional;
import org.bascule.bridge.call.EachColumn;

/**
 * One parameter of a function that can be called for each element.
 *
 * @param name for messages: {@code argument 0}, and its name if it has one
 * @param column how its values lie
 * @param encoder of what is passed
 * @param plain arrays that need no encoder; empty if there are none
 */
record EachParameter(String name, EachColumn column, Encoder encoder, Optional<PlainKind> plain) {
  /** Takes values as their marshaller understands them. */
  @FunctionalInterface
  interface Encoder {
    /**
     * The bits of a value.
     *
     * @param path for messages
     * @throws org.bascule.error.ValueException if it means no value of the parameter's type
     */
    long bits(Object value, String path);
  }

  /** Whether an array can be copied as it is. */
  boolean isPlain(Object array) {
    return plain.isPresent() && plain.get().array().isInstance(array);
  }
}

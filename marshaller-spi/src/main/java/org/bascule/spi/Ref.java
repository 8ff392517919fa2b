package org.bascule.spi;

import java.util.Arrays;

/**
 * A place for one value that a function reads or writes through a pointer: {@code Ref<Integer>} for
 * C's {@code int *}. A {@code Ref} without a value sends zeroes; a null instead of a {@code Ref} is
 * the null pointer. Not thread-safe.
 *
 * @param <T> the Java type of the value; the wrapper for primitives
 */
public final class Ref<T> {
  private T value;

  /** Holds no value yet. */
  public Ref() {}

  /** Holds this value. */
  public Ref(T value) {
    this.value = value;
  }

  /** The value; null if there is none. */
  public T get() {
    return value;
  }

  /** Replaces the value. */
  public void set(T newValue) {
    value = newValue;
  }

  /** The value in brackets; arrays with their elements. */
  @Override
  public String toString() {
    return Arrays.deepToString(new Object[] {value});
  }
}

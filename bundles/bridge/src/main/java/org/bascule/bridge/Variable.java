package org.bascule.bridge;

import org.bascule.spi.Address;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A place in the host's memory that holds a value of one type: a variable that a DLL exports, a
 * struct whose address is known. Used by any thread; reading and writing is one copy each, and not
 * atomic.
 *
 * @param <T> the Java type of the value; the wrapper for primitives
 */
@ProviderType
public interface Variable<T> {
  /** Where it lies, in the host. */
  Address address();

  /** Its name, or where it lies, and its type, for people. */
  String name();

  /** How many bytes it has. */
  long size();

  /**
   * What it holds now: a copy. Pointers in it are followed as those in the struct of a function's
   * result are.
   *
   * @throws org.bascule.error.BasculeException with code {@code MEMORY_FAULT} if there is no memory
   */
  T get();

  /**
   * Replaces what it holds. Memory that pointers in the value need (texts, arrays) stays until the
   * next value is set at the same address, or the session ends; so do callbacks in it.
   *
   * @throws org.bascule.error.ValueException if the value does not fit its type; nothing is written
   * @throws org.bascule.error.BasculeException with code {@code MEMORY_FAULT} if the memory cannot
   *     be written
   */
  void set(T value);

  /** The value as a line of text, unsigned numbers and arrays included. */
  String text();
}

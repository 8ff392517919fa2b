package org.bascule.jna;

import java.util.stream.Stream;

/** The names of a class and what it extends: jna-platform's classes are known by name only. */
public final class Hierarchy {
  private Hierarchy() {}

  /** Nearest first. */
  public static Stream<String> of(Class<?> type) {
    return Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass).map(Class::getName);
  }
}

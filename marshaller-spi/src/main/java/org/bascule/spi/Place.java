package org.bascule.spi;

/** Where a type is used. */
public enum Place {
  /** An argument of a downcall. */
  ARGUMENT,
  /** The result of a downcall. */
  RESULT,
  /** A member of a struct or union. */
  FIELD,
  /** An element of an array. */
  ELEMENT,
  /** What a pointer points to. */
  TARGET
}

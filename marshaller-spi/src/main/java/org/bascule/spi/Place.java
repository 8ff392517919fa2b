package org.bascule.spi;

/** Where a type is used. */
public enum Place {
  /** An argument of a function, or of a callback. */
  ARGUMENT,
  /** The result of a function, or of a callback. */
  RESULT,
  /** A member of a struct or union. */
  FIELD,
  /** An element of an array. */
  ELEMENT,
  /** What a pointer points to. */
  TARGET
}

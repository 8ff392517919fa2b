package org.bascule.annotation;

/** Which way the memory behind a pointer is copied. */
public enum Direction {
  /** To the DLL only; what it writes there is not brought back. */
  IN,
  /** From the DLL only; it finds zeroes there. */
  OUT,
  /** Both ways. */
  IN_OUT
}

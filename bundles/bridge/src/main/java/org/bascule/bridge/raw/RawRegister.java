package org.bascule.bridge.raw;

/** Where a function leaves its result. */
public enum RawRegister {
  /** RAX, or EDX:EAX; also where there is no result. */
  INTEGER,
  /** A {@code float}: the low half of XMM0, or ST(0). */
  FLOAT,
  /** A {@code double}: XMM0, or ST(0). */
  DOUBLE
}

package org.bascule.error;

/** Implemented by every throwable that Bascule raises on purpose. */
public interface Diagnosed {
  /** The parts of the message. */
  Diagnosis diagnosis();
}

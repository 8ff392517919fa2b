package org.bascule.spi;

/**
 * {@linkplain Sections#notes Notes} of a call that may serve a later call of the same thread, once
 * they have forgotten everything: so that remembering costs no garbage. Held weakly in between.
 */
public interface ReusableNotes {
  /** Forgets everything. Must not fail, and must leave what {@code empty} would have made. */
  void forget();
}

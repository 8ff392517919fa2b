package org.bascule.bridge.errand;

/** What is to be done. */
@FunctionalInterface
public interface Work<T> {
  /** Does it. */
  T run() throws Throwable;
}

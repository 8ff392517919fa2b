package org.bascule.error;

/**
 * What an exception tells that ended the calls of one function over arrays of arguments before
 * their end. The calls before it were made, and their results are here.
 */
public interface StoppedEach {
  /** The index of the elements whose call did not return; as many calls returned before it. */
  int index();

  /**
   * The results of the calls before it, in order: an array of {@link #index} elements, of the type
   * that the whole would have had; null if the function has no result.
   */
  Object results();
}

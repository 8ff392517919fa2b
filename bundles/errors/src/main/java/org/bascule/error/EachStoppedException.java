package org.bascule.error;

/**
 * A call that did not end as it should, among those over arrays of arguments: its stack was left
 * unbalanced, or callbacks nested too deep.
 */
public class EachStoppedException extends BasculeException implements StoppedEach {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final transient Object results;

  /**
   * An exception.
   *
   * @param diagnosis the parts of the message
   * @param index of the elements that were passed
   * @param results of the calls before it, an array; null if the function has none
   */
  public EachStoppedException(Diagnosis diagnosis, int index, Object results) {
    super(diagnosis);
    this.index = index;
    this.results = results;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public Object results() {
    return results;
  }
}

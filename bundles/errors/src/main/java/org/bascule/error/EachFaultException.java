package org.bascule.error;

/**
 * A call that caused an exception which the DLL did not handle, among those over arrays of
 * arguments.
 */
public class EachFaultException extends NativeFaultException implements StoppedEach {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final transient Object results;

  /**
   * An exception.
   *
   * @param diagnosis the parts of the message
   * @param index of the elements that were passed
   * @param fault what the call caused
   * @param results of the calls before it, an array; null if the function has none
   */
  public EachFaultException(
      Diagnosis diagnosis, NativeFaultException fault, int index, Object results) {
    super(diagnosis, fault.faultCode(), fault.faultAddress());
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

package org.bascule.error;

/** An exception of the processor or of Windows that the called DLL caused and did not handle. */
public class NativeFaultException extends BasculeException {
  private static final long serialVersionUID = 1L;

  private final int faultCode;
  private final long faultAddress;

  /**
   * A fault.
   *
   * @param diagnosis the parts of the message
   * @param faultCode the NTSTATUS, for instance {@code 0xC0000005}
   * @param faultAddress the address of the instruction in the host
   */
  public NativeFaultException(Diagnosis diagnosis, int faultCode, long faultAddress) {
    super(diagnosis);
    this.faultCode = faultCode;
    this.faultAddress = faultAddress;
  }

  /** The NTSTATUS that Windows gave, for instance {@code 0xC0000005} for an access violation. */
  public int faultCode() {
    return faultCode;
  }

  /** The address of the instruction that failed, in the host process. */
  public long faultAddress() {
    return faultAddress;
  }
}

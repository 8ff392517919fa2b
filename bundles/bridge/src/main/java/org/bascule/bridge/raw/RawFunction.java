package org.bascule.bridge.raw;

import java.util.function.IntConsumer;
import org.osgi.annotation.versioning.ProviderType;

/** A function that can be called. Used by any thread; each has a Windows thread of its own. */
@ProviderType
public interface RawFunction {
  /**
   * Calls it and serves what the DLL calls meanwhile.
   *
   * @param slots one for each that the target takes: 8 bytes on x64; 4 on x86, in the low half. An
   *     integer's upper bits do not count; floating-point values are their bits
   * @param lastError gets what {@code GetLastError} gave straight after the call
   * @return the bits of the result's register
   * @throws org.bascule.error.NativeFaultException if the DLL caused an exception
   * @throws org.bascule.error.HostEndedException if the host has ended or ends meanwhile
   */
  long call(long[] slots, IntConsumer lastError);
}

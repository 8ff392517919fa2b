package org.bascule.spi;

import org.osgi.annotation.versioning.ProviderType;

/** A compiled length expression of a directive. */
@ProviderType
public interface LengthSource {
  /**
   * The number that the expression has at this moment, read from Windows memory: before the call
   * what Java wrote, after it what the DLL left.
   *
   * @param cell the pointer's own cell: an argument's slot, a member of a struct, the result
   * @param call the call
   * @throws org.bascule.error.ValueException if a pointer on the path is null, or the number is
   *     negative or too large
   */
  long evaluate(WindowsMemory cell, Sections call);
}

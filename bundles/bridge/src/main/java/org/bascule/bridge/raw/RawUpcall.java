package org.bascule.bridge.raw;

import org.osgi.annotation.versioning.ProviderType;

/** One call of the DLL's into Java. Confined to the thread that runs it. */
@ProviderType
public interface RawUpcall {
  /** The bits of a slot; those above the argument's own width are anything. */
  long slot(int index);

  /** Puts the bits of a result that is no floating-point value. */
  void putInteger(long bits);

  /**
   * What another thread may run while the calling one waits for it: some work of this call's, from
   * which calls go to the Windows thread that has made this one.
   *
   * @throws org.bascule.error.ValueException if the call has not come from a thread that the DLL
   *     has made itself
   */
  Runnable lent(Runnable work);

  /** Puts the bits of a {@code float} or {@code double}. */
  void putFloating(long bits);
}

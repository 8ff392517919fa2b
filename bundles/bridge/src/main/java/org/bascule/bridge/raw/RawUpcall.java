package org.bascule.bridge.raw;

import org.osgi.annotation.versioning.ProviderType;

/** One call of the DLL's into Java. Confined to the thread that runs it. */
@ProviderType
public interface RawUpcall {
  /** The bits of a slot; those above the argument's own width are anything. */
  long slot(int index);

  /** Puts the bits of a result that is no floating-point value. */
  void putInteger(long bits);

  /** Puts the bits of a {@code float} or {@code double}. */
  void putFloating(long bits);
}

package org.bascule.bench;

import org.bascule.spi.Abi;

/** {@link BridgeAdd} with a 32-bit DLL. */
public class NarrowAdd extends BridgeAdd {
  @Override
  Abi abi() {
    return Abi.X86;
  }
}

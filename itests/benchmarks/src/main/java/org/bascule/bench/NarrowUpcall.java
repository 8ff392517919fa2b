package org.bascule.bench;

import org.bascule.spi.Abi;

/** {@link BridgeUpcall} with a 32-bit DLL. */
public class NarrowUpcall extends BridgeUpcall {
  @Override
  Abi abi() {
    return Abi.X86;
  }
}

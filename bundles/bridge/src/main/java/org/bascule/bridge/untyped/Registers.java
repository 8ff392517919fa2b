package org.bascule.bridge.untyped;

import org.bascule.bridge.raw.RawRegister;
import org.bascule.protocol.ResultRegister;

/** The numbers of registers in frames. */
final class Registers {
  private Registers() {}

  static byte wire(RawRegister register) {
    return (byte)
        switch (register) {
          case INTEGER -> ResultRegister.Integer;
          case FLOAT -> ResultRegister.Float32;
          case DOUBLE -> ResultRegister.Float64;
        };
  }
}

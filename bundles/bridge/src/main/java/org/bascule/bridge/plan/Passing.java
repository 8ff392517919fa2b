package org.bascule.bridge.plan;

import org.bascule.spi.Abi;
import org.bascule.spi.Layout;

/**
 * How a value that is no scalar travels by value. Sources: Microsoft's "x64 calling convention"
 * (parameter passing, return values) and "argument passing and naming conventions" for x86;
 * mingw-w64 does the same for C structs.
 */
enum Passing {
  /** In one slot, or in the integer result register (EDX:EAX on x86). */
  REGISTER,
  /** As the address of a copy that the caller makes; a result through a hidden first argument. */
  POINTER,
  /** On the x86 stack, one 4-byte cell after the other. */
  CELLS;

  static Passing ofArgument(Abi abi, Layout layout) {
    if (abi == Abi.X64) {
      return fitsRegister(layout, 8) ? REGISTER : POINTER;
    }
    return fitsRegister(layout, 4) ? REGISTER : CELLS;
  }

  static Passing ofResult(Abi abi, Layout layout) {
    return fitsRegister(layout, 8) ? REGISTER : POINTER;
  }

  private static boolean fitsRegister(Layout layout, int most) {
    return layout.size() <= most && Long.bitCount(layout.size()) == 1;
  }
}

package org.bascule.spi;

/**
 * The binary interface of a Windows process: the widths that every layout asks for. Sources:
 * Microsoft's "x64 software conventions" and "x86 calling conventions"; checked against mingw-w64's
 * {@code sizeof}.
 */
public enum Abi {
  /** 64-bit Windows on AMD64. */
  X64(8),
  /** 32-bit Windows on i386. */
  X86(4);

  private final int pointerSize;

  Abi(int pointerSize) {
    this.pointerSize = pointerSize;
  }

  /** Bytes of a pointer, of {@code size_t} and of every other {@code *_PTR}. */
  public int pointerSize() {
    return pointerSize;
  }

  /** Bytes of one argument slot: a register, or a cell of the stack. */
  public int slotSize() {
    return pointerSize;
  }

  /** Bytes of C's {@code long}: 4, on 64-bit Windows too. */
  public int longSize() {
    return 4;
  }

  /** Bytes of {@code wchar_t}: a UTF-16 unit. */
  public int wcharSize() {
    return 2;
  }

  /**
   * The packing that Windows compilers use where nothing is said ({@code /Zp8}): no member is
   * aligned to more bytes.
   */
  public int defaultPacking() {
    return 8;
  }

  /** How many slots an argument of this layout takes when it is passed by value in slots. */
  public int slots(Layout layout) {
    return (int) ((layout.size() + slotSize() - 1) / slotSize());
  }
}

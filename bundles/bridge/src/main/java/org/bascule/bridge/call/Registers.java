package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The two registers that a result comes or goes in, RAX and XMM0: their bits lie in no window,
 * where a DLL could reach them. Used again for later calls. Confined to the lane's thread.
 */
final class Registers {
  private static final int INTEGER = 0;
  private static final int FLOATING = Long.BYTES;

  private final ByteBuffer bits =
      ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final SessionMemory memory;

  Registers(SessionMemory memory) {
    this.memory = memory;
  }

  void set(long integer, long floating) {
    integer(integer);
    floating(floating);
  }

  void integer(long value) {
    bits.putLong(INTEGER, value);
  }

  void floating(long value) {
    bits.putLong(FLOATING, value);
  }

  long integer() {
    return bits.getLong(INTEGER);
  }

  long floating() {
    return bits.getLong(FLOATING);
  }

  /**
   * The first bytes of the integer register as memory.
   *
   * @param address what messages say of it
   */
  LocalMemory integerImage(long address, int bytes) {
    return memory.local(bits, INTEGER, address, bytes);
  }

  /** The first bytes of the floating-point register as memory. */
  LocalMemory floatingImage(long address, int bytes) {
    return memory.local(bits, FLOATING, address, bytes);
  }

  /** Both, as they go with a turn. */
  ByteBuffer cells() {
    return bits;
  }

  /** How many cells of a turn they are. */
  int count() {
    return 2;
  }
}

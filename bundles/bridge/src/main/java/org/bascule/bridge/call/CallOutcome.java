package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.LaneLayout;

/**
 * What became of a call: copied from the line of the turn as soon as that has come, since the next
 * turn overwrites it. Used again for later calls. Confined to the lane's thread.
 */
final class CallOutcome {
  /** Where the registers stand among each other. */
  private static final int INTEGER = 0;

  private static final int FLOATING = Long.BYTES;

  private final ByteBuffer window;
  private final SessionMemory memory;
  private final LastError lastError;
  private final ByteBuffer registers = WindowFrame.registers();
  private int status;

  CallOutcome(ByteBuffer window, SessionMemory memory, LastError lastError) {
    this.window = window;
    this.memory = memory;
    this.lastError = lastError;
  }

  /** Takes it out of the line of the turn that has come. */
  void take() {
    set(
        window.getInt(LaneLayout.ToJavaStatus),
        window.getInt(LaneLayout.ToJavaLastError),
        window.getLong(LaneLayout.ToJavaInteger),
        window.getLong(LaneLayout.ToJavaFloating));
  }

  /** Takes it from elsewhere. */
  void set(int newStatus, int newLastError, long integer, long floating) {
    status = newStatus;
    registers.putLong(INTEGER, integer);
    registers.putLong(FLOATING, floating);
    if (newStatus == CallStatus.Returned) {
      lastError.set(newLastError);
    }
  }

  /** Nothing has become of it yet. */
  void pending() {
    status = (int) CallStatus.Pending;
  }

  int status() {
    return status;
  }

  boolean returned() {
    return status == CallStatus.Returned;
  }

  /** The bits of the integer register. */
  long integer() {
    return registers.getLong(INTEGER);
  }

  /** The bits of the floating-point register. */
  long floating() {
    return registers.getLong(FLOATING);
  }

  /** The first bytes of the integer register as memory. */
  LocalMemory integerImage(long address, int bytes) {
    return memory.local(registers, INTEGER, address, bytes);
  }

  /** The first bytes of the floating-point register as memory. */
  LocalMemory floatingImage(long address, int bytes) {
    return memory.local(registers, FLOATING, address, bytes);
  }
}

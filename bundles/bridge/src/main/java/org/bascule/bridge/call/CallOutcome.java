package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.LaneLayout;

/**
 * What became of a call: copied from the line of the turn as soon as that has come, since the next
 * turn overwrites it. Used again for later calls. Confined to the lane's thread.
 */
final class CallOutcome {
  private final ByteBuffer window;
  private final LastError lastError;
  private final Registers registers;
  private int status;
  private boolean carried;

  CallOutcome(ByteBuffer window, SessionMemory memory, LastError lastError) {
    this.window = window;
    this.lastError = lastError;
    this.registers = new Registers(memory);
  }

  /**
   * Takes it out of the line of the turn that has come.
   *
   * @param floating whether the result's register is not the integer one
   */
  void take(boolean floating) {
    int stands = window.getInt(LaneLayout.ToJavaStatus);
    carried = stands == CallStatus.Carried;
    if (carried) {
      status = (int) CallStatus.Returned;
      lastError.toldAgain();
      long result = window.getLong(LaneLayout.ToJavaCells);
      registers.set(floating ? 0 : result, floating ? result : 0);
      return;
    }
    status = stands;
    registers.set(
        window.getLong(LaneLayout.ToJavaInteger), window.getLong(LaneLayout.ToJavaFloating));
    if (returned()) {
      lastError.told(window.getInt(LaneLayout.ToJavaLastError));
    }
  }

  /** Takes it from elsewhere. */
  void set(int newStatus, int newLastError, long integer, long floating) {
    status = newStatus;
    carried = false;
    registers.set(integer, floating);
    if (newStatus == CallStatus.Returned) {
      lastError.set(newLastError);
    }
  }

  /** Nothing has become of it yet. */
  void pending() {
    status = (int) CallStatus.Pending;
  }

  /**
   * The exception for a call that did not return.
   *
   * @param at where the frame has the rest of the outcome
   */
  RuntimeException failure(CallTarget target, int at) {
    // The question about the address overwrites nothing but what lies above the call's frame.
    return target.failure(
        status,
        window.getInt(at + FrameTemplate.FAULT_CODE),
        window.getInt(at + FrameTemplate.FAULT_ACCESS),
        window.getLong(at + FrameTemplate.FAULT_ADDRESS),
        window.getLong(at + FrameTemplate.FAULT_TARGET));
  }

  int status() {
    return status;
  }

  /** Whether what stands in the sections has come with it. */
  boolean carried() {
    return carried;
  }

  boolean returned() {
    return status == CallStatus.Returned;
  }

  /** The bits of the integer register. */
  long integer() {
    return registers.integer();
  }

  /** The bits of the floating-point register. */
  long floating() {
    return registers.floating();
  }

  /** The first bytes of the integer register as memory. */
  LocalMemory integerImage(long address, int bytes) {
    return registers.integerImage(address, bytes);
  }

  /** The first bytes of the floating-point register as memory. */
  LocalMemory floatingImage(long address, int bytes) {
    return registers.floatingImage(address, bytes);
  }
}

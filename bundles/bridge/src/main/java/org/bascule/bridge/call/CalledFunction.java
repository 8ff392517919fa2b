package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import org.bascule.protocol.Call;
import org.bascule.protocol.CallFlag;
import org.bascule.protocol.Outcome;

/**
 * What every Call of one function says.
 *
 * @param address where it lies in the host
 * @param convention its number in frames
 * @param register the result's register
 * @param clearLastError whether the last error is set to 0 before each call
 * @param slotCount slots of all arguments
 */
record CalledFunction(
    long address, byte convention, byte register, boolean clearLastError, int slotCount) {
  /** Those of its calls that are given no last error. */
  byte flags() {
    return (byte) (clearLastError ? CallFlag.ClearLastError : 0);
  }

  /**
   * Adds the Call, all slots 0, to a frame in the making.
   *
   * @param builder must force defaults, or fields that equal them could not be patched
   * @return the table
   */
  int add(FlatBufferBuilder builder) {
    int slots = Call.createSlotsVector(builder, new long[slotCount]);
    Call.startCall(builder);
    Call.addFunction(builder, address);
    Call.addConvention(builder, convention);
    Call.addResult(builder, register);
    Call.addFlags(builder, flags());
    Call.addSlots(builder, slots);
    Call.addOutcome(builder, Outcome.createOutcome(builder, 0, 0, 0, 0, 0, 0, 0, 0));
    return Call.endCall(builder);
  }
}

package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import org.bascule.protocol.Call;
import org.bascule.protocol.CallFlag;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;
import org.bascule.protocol.Outcome;

/**
 * A finished Call frame of one function, to be copied into a window and patched there. Where its
 * parts stand is read from its vtables, once; in outline:
 *
 * <pre>
 *   root offset │ "BSCL" │ vtables │ Frame ─► Call: function, convention, result, flags │ outcome │ slots
 *                                                                               patched ▲ answer ▲  ▲ patched
 * </pre>
 *
 * @param bytes the frame
 * @param flags offset of the flags, one byte
 * @param slots offset of the first slot, 8 bytes each
 * @param slotCount how many there are
 * @param outcome offset of the outcome
 */
record FrameTemplate(byte[] bytes, int flags, int slots, int slotCount, int outcome) {
  /**
   * Offsets inside the struct {@code Outcome} of the schema; the builder lays it out in order of
   * declaration.
   */
  static final int STATUS = 0;

  static final int LAST_ERROR = 4;
  static final int INTEGER = 8;
  static final int FLOATING = 16;
  static final int FAULT_CODE = 24;
  static final int FAULT_ACCESS = 28;
  static final int FAULT_ADDRESS = 32;
  static final int FAULT_TARGET = 40;

  /** Numbers of fields in the schema's table, in order of declaration. */
  private static final int CALL_FLAGS = 3;

  private static final int CALL_SLOTS = 4;

  private static final int CALL_OUTCOME = 5;

  static FrameTemplate of(
      long function, byte convention, byte register, boolean clearLastError, int slotCount) {
    FlatBufferBuilder builder = new FlatBufferBuilder(128 + 8 * slotCount);
    // Fields that equal their default must be there too, or they could not be patched.
    builder.forceDefaults(true);
    int slots = Call.createSlotsVector(builder, new long[slotCount]);
    Call.startCall(builder);
    Call.addFunction(builder, function);
    Call.addConvention(builder, convention);
    Call.addResult(builder, register);
    Call.addFlags(builder, clearLastError ? CallFlag.ClearLastError : 0);
    Call.addSlots(builder, slots);
    Call.addOutcome(builder, Outcome.createOutcome(builder, 0, 0, 0, 0, 0, 0, 0, 0));
    int call = Call.endCall(builder);
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, 0, Message.Call, call));
    return locate(builder.sizedByteArray(), slotCount);
  }

  private static FrameTemplate locate(byte[] bytes, int slotCount) {
    FrameFields fields = FrameFields.of(bytes);
    int call = fields.message();
    return new FrameTemplate(
        bytes,
        fields.at(call, CALL_FLAGS),
        fields.elements(fields.at(call, CALL_SLOTS)),
        slotCount,
        fields.at(call, CALL_OUTCOME));
  }
}

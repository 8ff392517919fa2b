package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;

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

  static FrameTemplate of(CalledFunction function) {
    FlatBufferBuilder builder = builder(function);
    int call = function.add(builder);
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, 0, Message.Call, call));
    byte[] bytes = builder.sizedByteArray();
    FrameFields fields = FrameFields.of(bytes);
    return locate(bytes, fields, fields.message(), function.slotCount());
  }

  /** For a frame that has a Call of that function in it. */
  static FlatBufferBuilder builder(CalledFunction function) {
    FlatBufferBuilder builder = new FlatBufferBuilder(128 + 8 * function.slotCount());
    // Fields that equal their default must be there too, or they could not be patched.
    builder.forceDefaults(true);
    return builder;
  }

  /** Where the parts of a Call stand whose table is at this position of the frame. */
  static FrameTemplate locate(byte[] bytes, FrameFields fields, int call, int slotCount) {
    return new FrameTemplate(
        bytes,
        fields.at(call, CALL_FLAGS),
        fields.elements(fields.at(call, CALL_SLOTS)),
        slotCount,
        fields.at(call, CALL_OUTCOME));
  }
}

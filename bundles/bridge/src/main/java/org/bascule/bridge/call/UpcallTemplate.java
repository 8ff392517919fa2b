package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;
import org.bascule.protocol.Upcall;
import org.bascule.protocol.UpcallOutcome;

/**
 * A finished Upcall frame of one callback, which the host copies for each upcall. Java therefore
 * knows where everything stands in what it receives, and reads nothing else.
 *
 * @param bytes the frame
 * @param slots offset of the first slot, 8 bytes each
 * @param slotCount how many there are
 * @param outcome offset of the outcome
 */
public record UpcallTemplate(byte[] bytes, int slots, int slotCount, int outcome) {
  /** Offsets inside the struct {@code UpcallOutcome} of the schema. */
  static final int STATUS = 0;

  static final int INTEGER = 8;
  static final int FLOATING = 16;

  /** Numbers of fields in the schema's tables, in order of declaration. */
  private static final int UPCALL_CALLBACK = 0;

  private static final int UPCALL_SLOTS = 1;
  private static final int UPCALL_OUTCOME = 2;

  /** Offset of the callback's number: the same in all of these frames, since slots come last. */
  static final int CALLBACK = callbackOffset(build(0, 0));

  static UpcallTemplate of(long callback, int slotCount) {
    byte[] bytes = build(callback, slotCount);
    FrameFields fields = FrameFields.of(bytes);
    int upcall = fields.message();
    if (callbackOffset(bytes) != CALLBACK) {
      throw new IllegalStateException("FlatBuffers has laid the frame out in another way");
    }
    return new UpcallTemplate(
        bytes,
        fields.elements(fields.at(upcall, UPCALL_SLOTS)),
        slotCount,
        fields.at(upcall, UPCALL_OUTCOME));
  }

  private static byte[] build(long callback, int slotCount) {
    FlatBufferBuilder builder = new FlatBufferBuilder(128 + 8 * slotCount);
    // Fields that equal their default must be there too, or they could not be patched.
    builder.forceDefaults(true);
    int slots = Upcall.createSlotsVector(builder, new long[slotCount]);
    Upcall.startUpcall(builder);
    Upcall.addCallback(builder, callback);
    Upcall.addSlots(builder, slots);
    Upcall.addOutcome(builder, UpcallOutcome.createUpcallOutcome(builder, 0, 0, 0, 0));
    int upcall = Upcall.endUpcall(builder);
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, 0, Message.Upcall, upcall));
    return builder.sizedByteArray();
  }

  private static int callbackOffset(byte[] bytes) {
    FrameFields fields = FrameFields.of(bytes);
    return fields.at(fields.message(), UPCALL_CALLBACK);
  }
}

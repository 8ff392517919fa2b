package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;
import org.bascule.protocol.Upcall;

/**
 * A finished Upcall frame of one callback. The host keeps it; what has more slots than go with a
 * turn is copied into the window for each upcall. Java therefore knows where everything stands in
 * what it receives, and reads nothing else.
 *
 * @param bytes the frame
 * @param slots offset of the first slot, 8 bytes each
 * @param slotCount how many there are
 */
public record UpcallTemplate(byte[] bytes, int slots, int slotCount) {
  /** The number of the field in the schema's table, in order of declaration. */
  private static final int UPCALL_SLOTS = 1;

  static UpcallTemplate of(long callback, int slotCount) {
    byte[] bytes = build(callback, slotCount);
    FrameFields fields = FrameFields.of(bytes);
    int slots = fields.elements(fields.at(fields.message(), UPCALL_SLOTS));
    return new UpcallTemplate(bytes, slots, slotCount);
  }

  private static byte[] build(long callback, int slotCount) {
    FlatBufferBuilder builder = new FlatBufferBuilder(128 + 8 * slotCount);
    // Fields that equal their default must be there too, or they could not be patched.
    builder.forceDefaults(true);
    int slots = Upcall.createSlotsVector(builder, new long[slotCount]);
    Upcall.startUpcall(builder);
    Upcall.addCallback(builder, callback);
    Upcall.addSlots(builder, slots);
    int upcall = Upcall.endUpcall(builder);
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, 0, Message.Upcall, upcall));
    return builder.sizedByteArray();
  }
}

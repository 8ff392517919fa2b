package org.bascule.transport;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.protocol.Frames;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Message;
import org.bascule.protocol.Upcall;

/** An upcall of one integer argument. */
final class UpcallFrame {
  private final byte[] bytes;

  /** With this number of the callback's. */
  UpcallFrame(long callback) {
    FlatBufferBuilder builder = new FlatBufferBuilder(128);
    int slots = Upcall.createSlotsVector(builder, new long[1]);
    Upcall.startUpcall(builder);
    Upcall.addCallback(builder, callback);
    Upcall.addSlots(builder, slots);
    Frames.finish(builder, 0, Message.Upcall, Upcall.endUpcall(builder));
    bytes = builder.sizedByteArray();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** The argument of the upcall that has come. */
  static long argument(Lane lane) {
    return lane.window().getLong(LaneLayout.ToJavaCells);
  }

  /** What an upcall is answered with. */
  static Cells result(long result) {
    ByteBuffer registers = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return new Cells().set(KeptFlag.Answered, registers.putLong(0, result), 2);
  }
}

package org.bascule.transport;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.protocol.Frames;
import org.bascule.protocol.Message;
import org.bascule.protocol.Upcall;
import org.bascule.protocol.UpcallOutcome;
import org.bascule.protocol.UpcallStatus;

/** An upcall of one integer argument, and where its parts lie. */
final class UpcallFrame {
  private static final long SLOT = 0x0123_4567_89ab_cdefL;
  private static final long RESULT = ~SLOT;

  private final byte[] bytes;
  private final int slotAt;
  private final int resultAt;

  /** With this number of the callback's. */
  UpcallFrame(long callback) {
    FlatBufferBuilder builder = new FlatBufferBuilder(128);
    int slots = Upcall.createSlotsVector(builder, new long[] {SLOT});
    Upcall.startUpcall(builder);
    Upcall.addCallback(builder, callback);
    Upcall.addSlots(builder, slots);
    Upcall.addOutcome(builder, UpcallOutcome.createUpcallOutcome(builder, 0, 0, RESULT, 0));
    Frames.finish(builder, 0, Message.Upcall, Upcall.endUpcall(builder));
    bytes = builder.sizedByteArray();
    slotAt = find(bytes, SLOT);
    resultAt = find(bytes, RESULT);
    ByteBuffer.wrap(bytes).putLong(slotAt, 0).putLong(resultAt, 0);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** The argument of the upcall that has come. */
  long argument(Lane lane) {
    return lane.window().getLong(lane.receivedOffset() + slotAt);
  }

  /** Puts a result into the upcall that lies at this offset. */
  void result(Lane lane, int at, long result) {
    lane.window().putInt(at + resultAt - Long.BYTES, (int) UpcallStatus.Returned);
    lane.window().putLong(at + resultAt, result);
  }

  private static int find(byte[] bytes, long marker) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (buffer.getLong(at) != marker) {
      at += Integer.BYTES;
    }
    return at;
  }
}

package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;
import org.bascule.protocol.ReadMemory;
import org.bascule.protocol.WriteMemory;

/**
 * A finished request to copy memory, which the host is to keep: what is copied is told by the cells
 * that go with the turns.
 *
 * @param bytes the frame
 * @param verb for messages
 * @param number under which it is kept
 */
record CopyFrame(byte[] bytes, String verb, int number) {
  /** Bytes of either. */
  static final int LENGTH = read(0).bytes.length;

  /** From the host's memory to the arena. */
  static CopyFrame read(int number) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    return of(b, Message.ReadMemory, ReadMemory.createReadMemory(b, 0, 0, 0), "read", number);
  }

  /** From the arena to the host's memory. */
  static CopyFrame write(int number) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    return of(b, Message.WriteMemory, WriteMemory.createWriteMemory(b, 0, 0, 0), "write", number);
  }

  private static CopyFrame of(
      FlatBufferBuilder builder, byte type, int message, String verb, int number) {
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, 0, type, message));
    return new CopyFrame(builder.sizedByteArray(), verb, number);
  }
}

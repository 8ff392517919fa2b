package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;
import org.bascule.protocol.ReadMemory;
import org.bascule.protocol.WriteMemory;

/**
 * A finished request to copy memory, to be put into a window and patched there. Both kinds have the
 * same fields in the same order, and come back as they are when it is done.
 *
 * @param bytes the frame
 * @param address offset of the address in the host's own memory
 * @param size offset of the number of bytes
 * @param arena offset of the address in the arena
 */
record CopyFrame(byte[] bytes, int address, int size, int arena) {
  /** From the host's memory to the arena. */
  static final CopyFrame READ = read();

  /** From the arena to the host's memory. */
  static final CopyFrame WRITE = write();

  /** Bytes of either. */
  static final int LENGTH = READ.bytes.length;

  private static CopyFrame read() {
    FlatBufferBuilder b = builder();
    return of(b, Message.ReadMemory, ReadMemory.createReadMemory(b, 0, 0, 0));
  }

  private static CopyFrame write() {
    FlatBufferBuilder b = builder();
    return of(b, Message.WriteMemory, WriteMemory.createWriteMemory(b, 0, 0, 0));
  }

  private static FlatBufferBuilder builder() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    // Fields that equal their default must be there too, or they could not be patched.
    builder.forceDefaults(true);
    return builder;
  }

  private static CopyFrame of(FlatBufferBuilder builder, byte type, int message) {
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, 0, type, message));
    byte[] bytes = builder.sizedByteArray();
    FrameFields fields = FrameFields.of(bytes);
    int table = fields.message();
    return new CopyFrame(bytes, fields.at(table, 0), fields.at(table, 1), fields.at(table, 2));
  }

  /** Puts it into a window with these values. */
  void put(ByteBuffer window, int at, long hostAddress, long bytesToCopy, long arenaAddress) {
    window.put(at, bytes, 0, bytes.length);
    window.putLong(at + address, hostAddress);
    window.putLong(at + size, bytesToCopy);
    window.putLong(at + arena, arenaAddress);
  }
}

package org.bascule.bridge.call;

import java.nio.ByteBuffer;

/**
 * The answer to a copy that went well, which is the same each time but for the number of bytes. Who
 * recognises it where it lies needs no copy of it and no decoding. Immutable.
 */
final class UsualReply {
  /** Recognises nothing. */
  static final UsualReply NONE = new UsualReply(new byte[0], 0);

  private final ByteBuffer bytes;
  private final int size;

  private UsualReply(byte[] bytes, int size) {
    this.bytes = FrameFields.of(bytes).frame();
    this.size = size;
  }

  /** What such an answer looks like; one that went well. */
  static UsualReply of(byte[] frame) {
    FrameFields fields = FrameFields.of(frame);
    int size = fields.at(fields.message(), 0);
    boolean aligned = frame.length % Long.BYTES == 0 && size % Long.BYTES == 0;
    return aligned ? new UsualReply(frame, size) : NONE;
  }

  /** Whether this answer lies there, for so many bytes. */
  boolean lies(ByteBuffer window, int offset, int length, long count) {
    if (length != bytes.capacity() || length == 0) {
      return false;
    }
    for (int at = 0; at < length; at += Long.BYTES) {
      long expected = at == size ? count : bytes.getLong(at);
      if (window.getLong(offset + at) != expected) {
        return false;
      }
    }
    return true;
  }
}

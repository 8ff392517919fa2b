package org.bascule.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Decodes and finishes frames.
 *
 * <p>FlatBuffers has no verifier for Java, and its generated accessors trust every offset. So
 * nothing but {@link #decode} turns bytes that came from the other side into a frame: it walks the
 * whole message once, by the rules of the C++ verifier, after which no accessor of the frame can
 * throw.
 */
public final class Frames {

  /** The file identifier that stands at offset 4 of every frame. */
  public static final String IDENTIFIER = "BSCL";

  private static final byte[] IDENTIFIER_BYTES = IDENTIFIER.getBytes(StandardCharsets.US_ASCII);
  private static final int SMALLEST_FRAME = 12;

  private Frames() {}

  /**
   * The frame in the remaining bytes of {@code bounded}, checked to the last field.
   *
   * <p>The frame reads from {@code bounded} and does not copy it: the bytes must not change as long
   * as the frame is used, so shared memory is copied first. Position, limit and byte order of
   * {@code bounded} stay as they are. Bytes after the end of the message are allowed and ignored.
   *
   * @param maxBytes the largest length that is accepted, in bytes; one of {@link Limit}
   * @return a frame whose message is there, of a known type, and whole
   * @throws BadFrameException when the bytes are not such a frame
   */
  public static Frame decode(ByteBuffer bounded, int maxBytes) {
    int length = bounded.remaining();
    if (length > maxBytes) {
      throw new BadFrameException(
          "frame of " + length + " bytes, at most " + maxBytes + " are allowed");
    }
    if (length < SMALLEST_FRAME) {
      throw new BadFrameException(
          "frame of " + length + " bytes, a frame has at least " + SMALLEST_FRAME);
    }
    ByteBuffer bytes = bounded.slice().order(ByteOrder.LITTLE_ENDIAN);
    checkIdentifier(bytes);
    new FrameVerifier(bytes).verifyFrame();
    return Frame.getRootAsFrame(bytes);
  }

  /**
   * Completes a frame around a message.
   *
   * @param builder holds the message; afterwards its {@link FlatBufferBuilder#dataBuffer()} is the
   *     frame
   * @param id pairs a reply of the control channel with its request; 0 in lanes
   * @param type one of {@link Message}
   * @param messageOffset what the message's {@code end…} or {@code create…} method returned
   */
  public static void finish(FlatBufferBuilder builder, long id, byte type, int messageOffset) {
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, id, type, messageOffset));
  }

  /**
   * The frame's message, if it is of the expected type.
   *
   * @param type one of {@link Message}
   * @param empty makes the accessor to be filled, say {@code Pong::new}
   * @throws BadFrameException when the frame holds a message of another type
   */
  public static <T extends Table> T message(Frame frame, byte type, Supplier<T> empty) {
    if (frame.messageType() != type) {
      throw new BadFrameException(
          "expected a message of type "
              + Message.name(type)
              + ", got "
              + Message.name(frame.messageType()));
    }
    T message = empty.get();
    frame.message(message);
    return message;
  }

  private static void checkIdentifier(ByteBuffer bytes) {
    for (int i = 0; i < IDENTIFIER_BYTES.length; i++) {
      if (bytes.get(Integer.BYTES + i) != IDENTIFIER_BYTES[i]) {
        throw new BadFrameException(
            "file identifier 0x%08x at offset 4, expected 0x%08x (\"%s\")"
                .formatted(
                    bytes.getInt(4),
                    ByteBuffer.wrap(IDENTIFIER_BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt(),
                    IDENTIFIER));
      }
    }
  }
}

package org.bascule.bridge.call;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bascule.protocol.BadFrameException;
import org.bascule.protocol.Failure;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.Limit;
import org.bascule.protocol.Message;
import org.bascule.transport.Lane;

/** What the host answers to requests. */
final class Replies {
  private Replies() {}

  /** What has come as a frame that no later write of the host can change, if it is one. */
  static Frame received(Lane lane) {
    byte[] reply = new byte[lane.receivedSize()];
    lane.window().get(lane.receivedOffset(), reply);
    try {
      return Frames.decode(
          ByteBuffer.wrap(reply).order(ByteOrder.LITTLE_ENDIAN), Limit.LaneFrameBytes);
    } catch (BadFrameException e) {
      throw Faults.badReply(e);
    }
  }

  /** What has come, which must be a Failure. */
  static Failure failure(Lane lane) {
    Frame frame = received(lane);
    if (frame.messageType() != Message.Failure) {
      throw Faults.unexpectedReply(Message.name(frame.messageType()));
    }
    return (Failure) frame.message(new Failure());
  }

  /** The message of a reply, which must be of one kind. */
  static <T extends Table> T insist(
      String operation, Frame frame, byte replyType, Supplier<T> reply) {
    if (frame.messageType() != replyType) {
      throw refused(operation, frame);
    }
    return Frames.message(frame, replyType, reply);
  }

  /** The exception for a reply that is none of those hoped for. */
  static RuntimeException refused(String operation, Frame frame) {
    return frame.messageType() == Message.Failure
        ? new HostRefusal(operation, Frames.message(frame, Message.Failure, Failure::new))
        : Faults.unexpectedReply(Message.name(frame.messageType()));
  }
}

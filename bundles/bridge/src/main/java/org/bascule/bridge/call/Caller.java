package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.protocol.BadFrameException;
import org.bascule.protocol.Failure;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.Limit;
import org.bascule.protocol.Message;
import org.bascule.transport.Lane;

/** One thread's use of its lane: a stack of activations in the window, and requests above them. */
final class Caller {
  /**
   * Room that sections leave free, so that requests can be made while a call is being prepared or
   * read.
   */
  private static final int RESERVE = 64 * 1024;

  private static final int ALIGNMENT = 16;

  private final Lane lane;
  private final ByteBuffer window;
  private final SessionMemory memory;
  private Activation current;
  private int top;
  private int lastError;

  private Caller(Lane lane, SessionMemory memory) {
    this.lane = lane;
    this.window = lane.window();
    this.memory = memory;
    this.top = lane.firstFree();
    this.current = new Activation(this);
  }

  /** The calling thread's own; made on its first call and kept at the lane. */
  static Caller of(Lane lane, SessionMemory memory) {
    Caller caller = (Caller) lane.attachment();
    if (caller == null) {
      caller = new Caller(lane, memory);
      lane.attach(caller);
    }
    return caller;
  }

  Activation push(CallTarget target) {
    Activation activation = current;
    current = activation.next();
    byte[] frame = target.template().bytes();
    int base = top;
    activation.begin(target, base);
    window.put(base, frame, 0, frame.length);
    top = align(base + frame.length);
    return activation;
  }

  void pop(Activation activation) {
    current = activation;
    top = activation.base();
  }

  /** Room in the window for a section, or -1 if it must come from elsewhere. */
  int allocate(long size, int alignment) {
    long start = (lane.address() + top + alignment - 1 & -(long) alignment) - lane.address();
    if (start + size > window.capacity() - RESERVE) {
      return -1;
    }
    top = align((int) (start + size));
    return (int) start;
  }

  /**
   * Sends a finished frame that lies at the end of {@code request} and gives a private copy of the
   * reply.
   */
  Frame request(ByteBuffer request) {
    int size = request.remaining();
    window.put(top, request, request.position(), size);
    lane.exchange(top, size);
    return received();
  }

  /**
   * Where a request of that size leaves room for data that the host shall copy; an offset in the
   * window.
   */
  int scratch(int requestSize) {
    return align(top + requestSize);
  }

  int scratchSize(int scratch) {
    return window.capacity() - scratch;
  }

  /** The reply as a frame that no later write of the host can change. */
  Frame received() {
    byte[] copy = new byte[lane.receivedSize()];
    window.get(lane.receivedOffset(), copy);
    try {
      return Frames.decode(
          ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN), Limit.LaneFrameBytes);
    } catch (BadFrameException e) {
      throw Faults.badReply(e);
    }
  }

  Failure receivedFailure() {
    Frame frame = received();
    if (frame.messageType() != Message.Failure) {
      throw Faults.unexpectedReply(Message.name(frame.messageType()));
    }
    return (Failure) frame.message(new Failure());
  }

  Lane lane() {
    return lane;
  }

  ByteBuffer window() {
    return window;
  }

  SessionMemory memory() {
    return memory;
  }

  int lastError() {
    return lastError;
  }

  void lastError(int code) {
    lastError = code;
  }

  private static int align(int offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }
}

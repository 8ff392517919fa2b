package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.bridge.call.UpcallHandler.Situation;
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

  /** Room that calls leave free: for the largest Call, and requests above it. */
  private static final int FRAME_RESERVE = RESERVE / 2;

  private static final int ALIGNMENT = 16;

  private final Lane lane;
  private final ByteBuffer window;
  private final SessionMemory memory;
  private final UpcallHandler handler;
  private final UpcallStack upcalls;
  private Activation current;
  private int top;
  private int lastError;

  /** Whether the last error is not yet the Windows thread's: the next call takes it there. */
  private boolean lastErrorGiven;

  private Caller(Lane lane, HostRequests requests) {
    this.lane = lane;
    this.window = lane.window();
    this.memory = requests.memory();
    this.handler = requests.upcallHandler();
    this.upcalls = new UpcallStack(this, requests.keptMemory());
    this.top = lane.firstFree();
    this.current = new Activation(this);
  }

  /** The calling thread's own; made on its first call and kept at the lane. */
  static Caller of(Lane lane, HostRequests requests) {
    Caller caller = (Caller) lane.attachment();
    if (caller == null) {
      caller = new Caller(lane, requests);
      lane.attach(caller);
    }
    return caller;
  }

  Activation push(CallTarget target) {
    byte[] frame = target.template().bytes();
    int base = top;
    if (base > window.capacity() - FRAME_RESERVE) {
      throw Faults.tooDeep("call a function", "the lane's window has no room for another frame");
    }
    upcalls.checkHeadroom();
    Activation activation = current;
    current = activation.next();
    activation.begin(target, base);
    window.put(base, frame, 0, frame.length);
    top = align(base + frame.length);
    return activation;
  }

  void pop(Activation activation) {
    current = activation;
    top = activation.base();
    if (top == lane.firstFree()) {
      upcalls.release();
    }
  }

  /**
   * Room in the window for a section, or -1 if it must come from elsewhere. Half of the window is
   * for frames alone, so that sections never are the reason why calls cannot nest.
   */
  int allocate(long size, int alignment) {
    long start = (lane.address() + top + alignment - 1 & -(long) alignment) - lane.address();
    if (start + size > Math.min(window.capacity() / 2, window.capacity() - RESERVE)) {
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
    int free = align(top + size);
    window.put(top, request, request.position(), size);
    lane.exchange(top, size, free);
    Throwable thrown = lane.receivedOffset() < free ? null : serveUpcalls(free);
    Frame reply = received();
    if (thrown != null) {
      throw Undeclared.thrown(thrown);
    }
    return reply;
  }

  /**
   * Runs what the DLL calls until the answer has come to what was posted below this offset. All in
   * one method: a cold recursion through a DLL lives on the interpreter's stack, frame by frame.
   *
   * @return what the first of them threw that threw something, or null
   */
  Throwable serveUpcalls(int free) {
    int before = top;
    Throwable first = null;
    while (lane.receivedOffset() >= free) {
      int offset = lane.receivedOffset();
      int size = lane.receivedSize();
      Throwable thrown;
      try {
        top = align(offset + size);
        thrown =
            handler.serve(
                upcalls.enter(offset, size),
                first == null ? Situation.CALLER : Situation.FAILED_CALLER);
      } catch (Throwable e) {
        // A full stack, a logger that fails: the DLL must get its answer, or the lane is lost.
        thrown = upcalls.failure(e);
      }
      upcalls.leave();
      top = before;
      first = joined(first, thrown);
      answer(offset, size, free, first);
    }
    return first;
  }

  private void answer(int offset, int size, int free, Throwable thrown) {
    try {
      lane.exchange(offset, size, free);
    } catch (RuntimeException e) {
      throw Faults.with(e, thrown);
    }
  }

  private static Throwable joined(Throwable first, Throwable next) {
    if (first != null && next != null && next != first) {
      first.addSuppressed(next);
    }
    return first == null ? next : first;
  }

  /** Serves the lane of a thread that the DLL has made, until that has ended. */
  void serveThread() {
    int free = lane.firstFree();
    boolean alive = lane.receive();
    while (alive) {
      int offset = lane.receivedOffset();
      int size = lane.receivedSize();
      serveAlone(offset, size);
      alive = lane.answer(offset, size, free);
    }
  }

  private void serveAlone(int offset, int size) {
    int before = top;
    try {
      top = align(offset + size);
      Throwable thrown = handler.serve(upcalls.enter(offset, size), Situation.NOBODY);
      if (thrown != null) {
        handler.lost(thrown);
      }
    } catch (Throwable e) {
      handler.lost(upcalls.failure(e));
    } finally {
      upcalls.leave();
      top = before;
      upcalls.release();
    }
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

  int top() {
    return top;
  }

  int lastError() {
    return lastError;
  }

  /** The calls from here on are somebody else's, whose last error this is. */
  void giveLastError(int code) {
    lastError = code;
    lastErrorGiven = true;
  }

  /** Whether the call that is about to be made has to take it there; true once. */
  boolean takeLastError() {
    boolean given = lastErrorGiven;
    if (given) {
      lastErrorGiven = false;
    }
    return given;
  }

  void lastError(int code) {
    lastError = code;
  }

  private static int align(int offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }
}

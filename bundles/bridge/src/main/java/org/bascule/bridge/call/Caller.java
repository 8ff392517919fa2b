package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.bascule.bridge.call.UpcallHandler.Situation;
import org.bascule.bridge.length.Surroundings;
import org.bascule.error.HostEndedException;
import org.bascule.protocol.Frame;
import org.bascule.transport.Cells;
import org.bascule.transport.Lane;

/** One thread's use of its lane: a stack of activations in the window, and requests above them. */
final class Caller implements AutoCloseable {
  private static final int ALIGNMENT = 16;

  private final Lane lane;
  private final ByteBuffer window;
  private final HostRequests requests;
  private final SessionMemory memory;
  private final SectionSpace sectionSpace;
  private final SpareBlocks spareBlocks;
  private final UpcallHandler handler;
  private final UpcallStack upcalls;
  private Activation current;

  /** Where the frames begin. */
  private final int floor;

  private int top;

  private final WindowRoom room;

  /**
   * With what the present level began: the thread's own calls, or those of the innermost upcall
   * that is being served. An Error may skip {@link #pop}, so these tell what to go back to.
   */
  private Activation bottom;

  private int bottomTop;
  private final Deadlines deadlines;
  private final LastError lastError = new LastError();
  private final KeptFrames keptFrames = new KeptFrames();
  final CopyCells copyCells = new CopyCells();
  private final Carriages carriages;

  private Caller(Lane lane, HostRequests requests) {
    this.lane = lane;
    this.window = lane.window();
    this.requests = requests;
    this.memory = requests.memory();
    this.sectionSpace = requests.sectionSpace();
    this.spareBlocks = requests.spareBlocks();
    this.room = new WindowRoom(lane);
    this.handler = requests.upcallHandler();
    this.upcalls = new UpcallStack(this, requests.keptMemory());
    this.carriages = new Carriages(this, keptFrames);
    this.floor = lane.firstFree();
    this.top = floor;
    this.current = new Activation(this, null);
    this.deadlines = new Deadlines(this, current, requests);
    lane.waiter(deadlines);
    this.bottom = current;
    this.bottomTop = top;
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
    if (current != bottom) {
      dropLeftovers();
    }
    if (top == floor && upcalls.depth == 0) {
      sectionSpace.settle();
    }
    return pushNested(target);
  }

  /** The same, from inside the preparing or reading of a call that is certainly in progress. */
  Activation pushNested(CallTarget target) {
    settle();
    Activation activation = current;
    int base = top;
    if (base > room.whole() - WindowRoom.RESERVE) {
      throw Faults.tooDeep("call a function", "the lane's window has no room for another frame");
    }
    upcalls.checkHeadroom();
    Activation next = activation.next();
    int end = align(base + target.template().bytes().length);
    room.reach(end);
    activation.begin(target, base);
    // Last of all, and without a call: an Error that strikes before leaves nothing behind.
    current = next;
    top = end;
    return activation;
  }

  void pop(Activation activation, int base) {
    current = activation;
    top = base;
    if (base == bottomTop && upcalls.depth == 0) {
      upcalls.release();
    }
  }

  /**
   * Calls of this level that are in progress according to the books: a marshaller may be calling,
   * or they were thrown out of by an Error that did not let them leave.
   */
  private void dropLeftovers() {
    Activation left = bottom;
    for (int kept = CallsInProgress.onThisStack(upcalls.depth);
        kept > 0 && left != current;
        kept--) {
      left = left.next();
    }
    if (left == current) {
      return;
    }
    for (Activation each = left; each != current; each = each.next()) {
      each.drop();
    }
    current = left;
    top = left.base();
  }

  /**
   * Takes the calls that are in progress for no leftovers until this is undone; what to undo it
   * with.
   */
  Activation hold() {
    Activation before = bottom;
    bottom = current;
    return before;
  }

  void letGo(Activation before) {
    bottom = before;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /** The call that will come next; those before it are in progress. */
  Activation current() {
    return current;
  }

  /** How many more bytes of calls' frames, and of one request above them, there is room for. */
  int frameRoom() {
    return room.whole() - 2 * WindowRoom.RESERVE - top;
  }

  /** Sees to what an Error has left undone in the lane; the window may change by that. */
  void settle() {
    if (lane.depth() != upcalls.depth) {
      unwind(upcalls.depth);
    }
  }

  /** Drops answers that nobody waits for any more. */
  private void unwind(int depth) {
    lastError.untold();
    lane.unwind(depth);
  }

  /** Gives the turn to the host, after whatever an Error has left undone in the lane. */
  void exchange(int offset, int size, int free, Cells cells) {
    settle();
    lane.exchange(offset, size, free, cells);
  }

  /**
   * Sends a finished frame that lies at the end of {@code request} and gives a private copy of the
   * reply.
   */
  Frame request(ByteBuffer request) {
    int size = request.remaining();
    int at = place(size);
    window.put(at, request, request.position(), size);
    turn(size);
    return received();
  }

  /** Where a request of that size has to be put, so that {@link #turn} sends it. */
  int place(int size) {
    settle();
    room.reach(align(top + size));
    return top;
  }

  /** Sends the request that was placed; the reply lies in the window then. */
  void turn(int size) {
    turn(size, Cells.NONE);
  }

  /** The same for a frame that the host keeps. */
  void turn(int size, Cells cells) {
    int free = align(top + size);
    lane.exchange(top, size, free, cells);
    Throwable thrown = lane.receivedOffset() < free ? null : serveUpcalls(free);
    if (thrown != null) {
      throw Undeclared.thrown(thrown);
    }
  }

  /**
   * Runs what the DLL calls until the answer has come to what was posted below this offset. All in
   * one method: a cold recursion through a DLL lives on the interpreter's stack, frame by frame.
   *
   * @return what the first of them threw that threw something, or null
   */
  Throwable serveUpcalls(int free) {
    int before = top;
    int depth = upcalls.depth;
    Activation outer = bottom;
    int outerTop = bottomTop;
    Activation caller = current;
    Throwable first = null;
    try {
      while (lane.receivedOffset() >= free) {
        int offset = lane.receivedOffset();
        int size = lane.receivedSize();
        Throwable thrown;
        Cells result = Cells.NONE;
        CallbackWatch.Watched watched = null;
        try {
          top = align(offset + size);
          bottom = caller;
          bottomTop = top;
          UpcallFrame upcall = upcalls.enter(offset, size);
          watched = deadlines.watch();
          thrown =
              handler.serve(upcall, first == null ? Situation.CALLER : Situation.FAILED_CALLER);
          result = upcall.result(thrown);
        } catch (Throwable e) {
          // A full stack, a logger that fails: the DLL must get its answer, or the lane is lost.
          thrown = upcalls.failure(e);
        }
        boolean late = watched != null && watched.end();
        current = caller;
        upcalls.leave(depth);
        top = before;
        first = Undeclared.joined(first, thrown);
        answer(offset, size, free, result, depth + 1, first, late);
      }
      return first;
    } finally {
      // No calls, which might fail as well when the stack is full.
      upcalls.depth = depth;
      current = caller;
      bottom = outer;
      bottomTop = outerTop;
      top = before;
    }
  }

  private void answer(
      int offset, int size, int free, Cells result, int depth, Throwable thrown, boolean late) {
    try {
      if (lane.depth() != depth) {
        unwind(depth);
      }
      lane.exchange(offset, size, free, result);
    } catch (HostEndedException e) {
      throw deadlines.told(e, thrown, late);
    } catch (RuntimeException e) {
      throw Faults.with(e, thrown);
    }
  }

  /** Serves the lane of a thread that the DLL has made, until that has ended. */
  void serveThread() {
    int free = lane.firstFree();
    boolean alive = lane.receive();
    while (alive) {
      int offset = lane.receivedOffset();
      int size = lane.receivedSize();
      Cells result = serveAlone(offset, size);
      if (lane.depth() != 1) {
        unwind(1);
      }
      alive = lane.answer(offset, size, free, result);
    }
  }

  private Cells serveAlone(int offset, int size) {
    int before = top;
    Activation outer = bottom;
    Cells result = Cells.NONE;
    try {
      top = align(offset + size);
      bottomTop = top;
      UpcallFrame upcall = upcalls.enter(offset, size);
      Throwable thrown = handler.serve(upcall, Situation.NOBODY);
      result = upcall.result(thrown);
      if (thrown != null) {
        handler.lost(thrown);
      }
    } catch (Throwable e) {
      lost(e);
    } finally {
      upcalls.leave(0);
      upcalls.depth = 0;
      current = outer;
      top = before;
      bottomTop = before;
      upcalls.release();
    }
    return result;
  }

  private void lost(Throwable thrown) {
    try {
      handler.lost(upcalls.failure(thrown));
    } catch (Throwable e) {
      // Even the telling fails; the DLL must get its answer all the same.
    }
  }

  /**
   * Where a request of that size leaves room for data that the host shall copy; an offset in the
   * window.
   */
  int scratch(int requestSize) {
    return align(top + requestSize);
  }

  /** So many bytes from there on, or as many as there can be. */
  int scratchSize(int scratch, int wanted) {
    int size = Math.min(wanted, room.whole() - scratch);
    room.reach(scratch + size);
    return size;
  }

  /** The reply as a frame that no later write of the host can change. */
  Frame received() {
    return Replies.received(lane);
  }

  /** The innermost call in progress. */
  Optional<Surroundings.Outer> inProgress() {
    return current.around();
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

  LotSections ordinarySections() {
    return new LotSections(memory, sectionSpace, spareBlocks, requests.lentMemory());
  }

  CallSections strictSections() {
    return new StrictSections(memory, requests.strictPages(), requests.lentMemory());
  }

  /** The lane is closed: its thread has ended. Any thread. */
  @Override
  public void close() {
    sectionSpace.close();
    spareBlocks.close();
  }

  int top() {
    return top;
  }

  LastError lastError() {
    return lastError;
  }

  KeptFrames keptFrames() {
    return keptFrames;
  }

  Carriages carriages() {
    return carriages;
  }

  private static int align(int offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }
}

package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import org.bascule.protocol.BatchEnd;
import org.bascule.protocol.CallStatus;
import org.bascule.transport.Cells;

/**
 * Calls that are made in one turn, on the calling thread's lane. Those that need memory, or more
 * than bits, have an activation each, as they would alone; the others stand in the frame only.
 * Confined to the lane's thread; to be closed there.
 */
public final class BatchRun implements AutoCloseable {
  private static final int FAULT_BYTES = FrameTemplate.FAULT_TARGET + Long.BYTES;

  private final BatchFrame frame;
  private final long limit;
  private final Activation held;
  private final Caller caller;

  /** Of which there may be none, but the first one; by index. */
  private final Activation[] activations;

  /** The last one that has begun. */
  private int innermost;

  private int made;
  private Throwable thrown;

  /**
   * Begins the first call.
   *
   * @param calls how many there will be
   * @param limit how many nanoseconds they may take together; 0 for no limit
   */
  public BatchRun(BatchFrame frame, CallTarget target, int calls, long limit) {
    this.frame = frame;
    this.limit = limit;
    this.activations = new Activation[calls];
    this.activations[0] = target.enter();
    this.caller = activations[0].caller;
    this.held = caller.hold();
  }

  /** Bytes that the frame and what {@link #begin} takes may have. */
  public int room() {
    return caller.frameRoom();
  }

  /** What a call with an activation takes beside the Batch's frame. */
  public static int bytes(CallTarget target) {
    return target.template().bytes().length + 2 * WindowFrame.SLOT;
  }

  /** Begins a call with an activation, whose arguments are to be written; in their order. */
  public Activation begin(int index, CallTarget target) {
    if (index > 0) {
      activations[index] = target.enterNested();
      innermost = index;
      caller.hold();
    }
    return activations[index];
  }

  /**
   * Puts the slots of a call with an activation into the frame, at the place that they have there.
   */
  public void putSlots(int index, int slots, int count) {
    activations[index].toHost();
    for (int i = 0; i < count; i++) {
      frame.putSlot(slots, i, activations[index].slot(i));
    }
  }

  /**
   * Has them made, one after the other, until one of them or a stop ends it.
   *
   * @throws org.bascule.error.BasculeException if the host refuses it, or has ended
   */
  public void run() {
    if (caller.lastError().take()) {
      frame.setLastError(caller.lastError().code());
    }
    int size = frame.size();
    int at = caller.place(size);
    frame.put(caller.window(), at);
    int free = caller.scratch(size);
    exchange(at, size, free);
    frame.take(caller.window(), at);
    made = frame.made();
    if (made < 1 || made > activations.length) {
      throw Faults.noProgress(activations.length, made);
    }
  }

  private void exchange(int at, int size, int free) {
    Undertaking outer =
        caller
            .deadlines()
            .batch("run a batch of " + activations.length + " calls", limit, activations[0]);
    try {
      caller.exchange(at, size, free, Cells.NONE);
      if (!answered(at, size)) {
        thrown = caller.serveUpcalls(free);
        if (!answered(at, size)) {
          throw Faults.with(Faults.refused("a batch", Replies.failure(caller.lane())), thrown);
        }
      }
    } finally {
      caller.deadlines().done(outer);
    }
  }

  private boolean answered(int at, int size) {
    return caller.lane().receivedOffset() == at && caller.lane().receivedSize() == size;
  }

  /** How many have been made. */
  public int made() {
    return made;
  }

  /** Whether the stop of the last one that was made has ended it. */
  public boolean stopped() {
    return frame.end() == BatchEnd.Stopped;
  }

  /** Windows' last error straight after a call. */
  public int lastError(int index) {
    return frame.lastError(index);
  }

  /**
   * The bits of the result of a call that stands in the frame only; to be done in their order.
   *
   * @throws Throwable why it did not return as it should, or what a callback has thrown
   */
  public long value(int index, CallTarget target) throws Throwable {
    boolean last = index == made - 1;
    int status = frame.status(index);
    if (status != CallStatus.Returned) {
      throw Faults.with(failure(target, status), last ? thrown : null);
    }
    caller.lastError().set(frame.lastError(index));
    if (last && thrown != null) {
      throw target.marked(thrown);
    }
    return frame.value(index);
  }

  private RuntimeException failure(CallTarget target, int status) {
    return target.failure(
        status,
        frame.lastInt(FrameTemplate.FAULT_CODE),
        frame.lastInt(FrameTemplate.FAULT_ACCESS),
        frame.lastLong(FrameTemplate.FAULT_ADDRESS),
        frame.lastLong(FrameTemplate.FAULT_TARGET));
  }

  /**
   * Looks at what became of a call with an activation; to be done in their order.
   *
   * @return the call, to be read
   * @throws Throwable why it did not return as it should, or what a callback has thrown
   */
  public Activation finish(int index) throws Throwable {
    Activation call = activations[index];
    boolean last = index == made - 1;
    fill(call, index, last);
    call.finish(last ? thrown : null);
    return call;
  }

  /** Has the outcome where it would be if the call had been made alone. */
  private void fill(Activation call, int index, boolean last) {
    ByteBuffer window = caller.window();
    int outcome = call.outcomeAt();
    call.outcome()
        .set(frame.status(index), frame.lastError(index), frame.value(index), frame.value(index));
    for (int at = FrameTemplate.FAULT_CODE; last && at < FAULT_BYTES; at += Integer.BYTES) {
      window.putInt(outcome + at, frame.lastInt(at));
    }
  }

  /** What a call has to be told of that has been read all the same; null for nothing. */
  public RuntimeException late(int index) {
    return activations[index].takeLate();
  }

  /** Leaves all of them, the last one first. */
  @Override
  public void close() {
    caller.letGo(held);
    for (int i = innermost; i >= 0; i--) {
      if (activations[i] != null) {
        // Told before, or something else is on its way.
        activations[i].takeLate();
        activations[i].leave();
      }
    }
  }
}

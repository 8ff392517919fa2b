package org.bascule.bridge.call;

import java.util.ArrayList;
import java.util.List;
import org.bascule.protocol.BatchEnd;
import org.bascule.transport.Cells;

/**
 * Calls that lie in the window together, to be made in one turn. Confined to the lane's thread; to
 * be closed there.
 */
public final class BatchRun implements AutoCloseable {
  private final List<Activation> calls = new ArrayList<>();
  private Activation held;
  private int made;
  private int end;
  private Throwable thrown;

  /**
   * Begins one more call on the calling thread's lane.
   *
   * @param links how many results of earlier calls there will be in all
   * @return the call, whose arguments are to be written; null if there is no room for it
   */
  public Activation begin(CallTarget target, int links) {
    Activation begun;
    if (calls.isEmpty()) {
      begun = target.enter();
      held = begun.caller.hold();
    } else {
      Caller caller = calls.get(0).caller;
      int frame = target.template().bytes().length + WindowFrame.SLOT;
      int request = BatchTemplate.mostBytes(calls.size() + 1, links);
      if (frame + request > caller.frameRoom()) {
        return null;
      }
      begun = target.enterNested();
      caller.hold();
    }
    calls.add(begun);
    return begun;
  }

  /**
   * Has them made, one after the other, until one of them or a stop ends it.
   *
   * @throws org.bascule.error.BasculeException if the host refuses it, or has ended
   */
  public void run(List<BatchStep> steps, List<BatchLink> links) {
    if (calls.isEmpty()) {
      return;
    }
    Caller caller = calls.get(0).caller;
    calls.forEach(Activation::placeFrame);
    calls.forEach(Activation::prepare);
    BatchTemplate template = BatchTemplate.of(calls, steps, links);
    int size = template.bytes().length;
    int at = caller.place(size);
    caller.window().put(at, template.bytes(), 0, size);
    int free = caller.scratch(size);
    caller.exchange(at, size, free, Cells.NONE);
    if (!answered(caller, at, size)) {
      thrown = caller.serveUpcalls(free);
      if (!answered(caller, at, size)) {
        throw Faults.with(Faults.refused("a batch", caller.receivedFailure()), thrown);
      }
    }
    made = caller.window().getInt(at + template.progress());
    end = caller.window().getInt(at + template.progress() + Integer.BYTES);
    if (made < 1 || made > calls.size()) {
      throw Faults.noProgress(calls.size(), made);
    }
  }

  private static boolean answered(Caller caller, int at, int size) {
    return caller.lane().receivedOffset() == at && caller.lane().receivedSize() == size;
  }

  /** How many have been made. */
  public int made() {
    return made;
  }

  /** Whether the stop of the last one that was made has ended it. */
  public boolean stopped() {
    return end == BatchEnd.Stopped;
  }

  /**
   * Looks at what became of one that has been made; to be done in their order.
   *
   * @throws Throwable why it did not return as it should, or what a callback has thrown
   */
  public void finish(int index) throws Throwable {
    calls.get(index).takeOutcomeOfFrame();
    calls.get(index).finish(index == made - 1 ? thrown : null);
  }

  /** Leaves all of them, the last one first. */
  @Override
  public void close() {
    if (held != null) {
      calls.get(0).caller.letGo(held);
    }
    for (int i = calls.size() - 1; i >= 0; i--) {
      calls.get(i).leave();
    }
  }
}

package org.bascule.bridge.call;

import java.util.ArrayList;
import java.util.List;
import org.bascule.error.BasculeException;

/** The upcalls that a thread is inside of. Confined to the lane's thread. */
final class UpcallStack {
  static {
    // The first time takes much of the stack, of which there is little left when it is needed.
    tooDeep(0);
  }

  private final Caller caller;
  private final KeptMemory memory;
  private final List<UpcallFrame> frames = new ArrayList<>();

  /** What callbacks have returned, until the outermost call has ended. */
  private final List<Object> held = new ArrayList<>();

  private int depth;

  UpcallStack(Caller caller, KeptMemory memory) {
    this.caller = caller;
    this.memory = memory;
  }

  /** Has the frame at this offset of the window served; what was thrown, or null. */
  Throwable serve(UpcallHandler handler, int offset, int size, UpcallHandler.Situation situation) {
    if (depth == frames.size()) {
      frames.add(new UpcallFrame(caller, memory, held));
    }
    UpcallFrame frame = frames.get(depth);
    depth++;
    try {
      StackHeadroom.check(depth);
      frame.begin(offset, size);
      return handler.serve(frame, situation);
    } catch (StackOverflowError e) {
      return tooDeep(depth);
    } finally {
      depth--;
      frame.end();
    }
  }

  private static BasculeException tooDeep(int depth) {
    return Faults.tooDeep("run a callback", depth + " callbacks have filled the Java stack");
  }

  /** The outermost call has ended. */
  void release() {
    if (!held.isEmpty()) {
      held.clear();
    }
  }
}

package org.bascule.bridge.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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
  private final Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * How many the thread is inside of. Set back by a plain store where a call might fail: what is
   * above it counts for nothing.
   */
  int depth;

  UpcallStack(Caller caller, KeptMemory memory) {
    this.caller = caller;
    this.memory = memory;
  }

  /**
   * Enters the upcall whose frame lies at this offset of the window. {@link #leave} follows,
   * whatever happens here.
   *
   * @throws StackOverflowError if there is no room for it
   */
  UpcallFrame enter(int offset, int size) {
    if (depth == frames.size()) {
      frames.add(new UpcallFrame(caller, memory, held));
    }
    UpcallFrame frame = frames.get(depth);
    frame.begin(offset, size);
    depth++;
    StackHeadroom.check(depth);
    return frame;
  }

  /** Leaves the innermost ones, until so many are left. */
  void leave(int left) {
    while (depth > left) {
      depth--;
      frames.get(depth).end();
    }
  }

  /**
   * Looks whether the stack has room for a call from inside an upcall.
   *
   * @throws BasculeException with code {@code TOO_DEEP} if it has none; nothing has been sent then
   */
  void checkHeadroom() {
    try {
      StackHeadroom.check(depth);
    } catch (StackOverflowError e) {
      throw tooDeep(depth);
    }
  }

  /** What kept an upcall from being run, as it is told. */
  Throwable failure(Throwable thrown) {
    return thrown instanceof StackOverflowError ? tooDeep(depth - 1) : thrown;
  }

  private static BasculeException tooDeep(int running) {
    return Faults.tooDeep("run a callback", running + " callbacks have filled the Java stack");
  }

  /** The outermost call has ended. */
  void release() {
    if (!held.isEmpty()) {
      held.clear();
    }
  }
}

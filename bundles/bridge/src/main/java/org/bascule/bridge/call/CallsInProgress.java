package org.bascule.bridge.call;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the calls that the calling thread is really inside of, by its stack. Slow, and asked only
 * where a marshaller calls a function or an Error has thrown somebody out of a call.
 *
 * <p>A call stands on the stack as method handles that somebody has invoked, or as a batch. In
 * doubt, more are counted than there are: what is taken for a call in progress keeps its memory a
 * while longer, what is not loses it.
 */
final class CallsInProgress {
  /** More than there can be. */
  static final int UNKNOWN = Integer.MAX_VALUE;

  private static final StackWalker WALKER =
      StackWalker.getInstance(Set.of(Option.SHOW_HIDDEN_FRAMES));
  private static final String CALLER = Caller.class.getName();
  private static final String HANDLES = "java.lang.invoke.";

  /** Begins calls without handles. */
  private static final String BATCH = BatchRun.class.getName();

  /** Stands in the middle of one call. */
  private static final String BETWEEN = "org.bascule.bridge.session.VariadicFunction";

  private int calls;
  private int upcalls;
  private boolean begun;
  private boolean inHandles;

  private CallsInProgress() {}

  /**
   * How many calls there are, without the one that asks, inside the innermost upcall.
   *
   * @param depth how many upcalls the asking lane is inside of
   * @return {@link #UNKNOWN} if upcalls of other sessions are among them
   */
  static int onThisStack(int depth) {
    CallsInProgress count = new CallsInProgress();
    WALKER.walk(count::count);
    return count.upcalls == depth ? count.calls : UNKNOWN;
  }

  private Void count(Stream<StackFrame> stack) {
    for (Iterator<StackFrame> frames = stack.iterator(); frames.hasNext(); ) {
      see(frames.next());
    }
    return null;
  }

  private void see(StackFrame frame) {
    String name = frame.getClassName();
    if (name.startsWith(HANDLES) || name.equals(BATCH)) {
      inHandles = true;
    } else {
      if (inHandles && upcalls == 0) {
        invoked(name);
      }
      inHandles = false;
      if (name.equals(CALLER) && frame.getMethodName().startsWith("serve")) {
        upcalls++;
      }
    }
  }

  /** Somebody has invoked handles; the first one is the call that asks. */
  private void invoked(String name) {
    if (name.startsWith(BETWEEN)) {
      return;
    }
    if (begun && !name.startsWith("java.") && !name.startsWith("jdk.")) {
      calls++;
    }
    begun = true;
  }
}

package org.bascule.bridge.plan;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.bascule.bridge.call.CallTarget;
import org.bascule.lifetime.VirtualThreads;

/**
 * Makes a plan one method handle. Every part of it is a constant to the JIT compiler, which
 * therefore inlines the whole call: no boxing, no allocation and no look-ups for scalars.
 * Thread-safe.
 */
public final class PlanLinker {
  private final CallShapes shapes = new CallShapes();

  /**
   * A handle of the plan's method type that calls the target on the calling thread's lane, or for a
   * virtual thread on that of another.
   */
  public MethodHandle link(CallPlan plan, CallTarget target) {
    return link(plan, target, Optional.empty());
  }

  /**
   * The same.
   *
   * @param afterCall gets Windows' last error when the result has been read
   */
  public MethodHandle link(CallPlan plan, CallTarget target, Optional<IntConsumer> afterCall) {
    MethodHandle direct = shapes.handle(plan, target, afterCall);
    // What comes after the call is the virtual thread's own business.
    return byThread(
        direct,
        afterCall.isEmpty() ? direct : shapes.handle(plan, target, Optional.empty()),
        target,
        afterCall);
  }

  /**
   * A handle that calls on the calling thread's lane, or for a virtual thread on that of another.
   *
   * @param direct makes the call on the calling thread's lane
   * @param silent the same, but does not tell the last error
   * @param afterCall gets the last error on the virtual thread
   */
  public static MethodHandle byThread(
      MethodHandle direct,
      MethodHandle silent,
      CallTarget target,
      Optional<IntConsumer> afterCall) {
    return VirtualThreads.exist()
        ? VirtualThreads.choose(
            target.forVirtualThreads(silent, afterCall.orElse(lastError -> {})), direct)
        : direct;
  }
}

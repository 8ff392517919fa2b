package org.bascule.bridge.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bascule.bridge.errand.Errands;
import org.bascule.bridge.errand.Work;

/**
 * What virtual threads want of a host, done by a few platform threads that have lanes. A lane of
 * its own would cost each of them a Windows thread, and waiting in it would hold its carrier. Their
 * last error is theirs, whichever lane carries a call.
 */
final class VirtualCallers implements AutoCloseable {
  private static final MethodHandle CALL;

  static {
    try {
      CALL =
          MethodHandles.lookup()
              .findVirtual(
                  VirtualCallers.class,
                  "call",
                  MethodType.methodType(
                      Object.class, MethodHandle.class, IntConsumer.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // The values are of a JDK class, so that a thread that lives longer keeps nothing of a session.
  private final ThreadLocal<int[]> lastErrors = ThreadLocal.withInitial(() -> new int[1]);
  private final Supplier<Caller> callers;
  private final Errands errands;

  /**
   * None yet.
   *
   * @param callers gives the calling thread's own
   * @param lanes how many there may be at once
   */
  VirtualCallers(Supplier<Caller> callers, int lanes) {
    this.callers = callers;
    this.errands = new Errands("bascule-virtual-callers", lanes);
  }

  /** The calling virtual thread's last error. */
  int lastError() {
    return lastErrors.get()[0];
  }

  /** Has the calling virtual thread's next call begin with this one. */
  void lastError(int code) {
    lastErrors.get()[0] = code;
  }

  /** Has this done on a thread with a lane, for the calling virtual thread. */
  <T> T run(Work<T> work) throws Throwable {
    int[] own = lastErrors.get();
    return errands.run(() -> onLane(work, own));
  }

  private <T> T onLane(Work<T> work, int[] lastError) throws Throwable {
    Caller caller = callers.get();
    caller.lastError().give(lastError[0]);
    try {
      return work.run();
    } finally {
      lastError[0] = caller.lastError().code();
    }
  }

  /**
   * A handle of the same type that is to be called by virtual threads.
   *
   * @param direct makes one call on the calling thread's lane
   * @param afterCall gets the last error after each call, on the virtual thread
   */
  MethodHandle handle(MethodHandle direct, IntConsumer afterCall) {
    MethodType type = direct.type();
    int count = type.parameterCount();
    MethodHandle spread = direct.asType(type.generic()).asSpreader(Object[].class, count);
    return MethodHandles.insertArguments(CALL.bindTo(this), 0, spread, afterCall)
        .asCollector(Object[].class, count)
        .asType(type);
  }

  private Object call(MethodHandle direct, IntConsumer afterCall, Object[] arguments)
      throws Throwable {
    Object result = run(() -> direct.invokeExact(arguments));
    afterCall.accept(lastError());
    return result;
  }

  /** The host has ended. What is still waiting finds that out by itself. */
  @Override
  public void close() {
    errands.close();
  }
}

package org.bascule.bridge.invoke;

import static java.lang.invoke.MethodHandles.exactInvoker;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.Supplier;

/**
 * The place from which one function is called. Unbound, its first call binds it; bound, a call goes
 * straight to the plan. When the registry changes it is unbound again, which drops every reference
 * to the old plan. Calls in progress finish on the plan they began with.
 *
 * <p>It is the call site itself, not its owner: whoever can call the function refers to the call
 * site, and so keeps what has to be unbound.
 */
public final class FunctionSite extends MutableCallSite {
  private static final MethodHandle BIND;

  static {
    try {
      BIND =
          MethodHandles.lookup()
              .findVirtual(FunctionSite.class, "bind", methodType(MethodHandle.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Supplier<MethodHandle> binder;
  private final MethodHandle unbound;
  private int unbindings;

  /**
   * An unbound site.
   *
   * @param type of the calls
   * @param binder compiles and links; gives a handle that can be used as one of {@code type}
   */
  public FunctionSite(MethodType type, Supplier<MethodHandle> binder) {
    super(type);
    this.binder = binder;
    this.unbound = foldArguments(exactInvoker(type), BIND.bindTo(this));
    unbind();
  }

  /** Binds now, if that has not been done. */
  public MethodHandle bind() {
    return bind(binder);
  }

  /** Binds now by another binder, which gives the same, if that has not been done. */
  public MethodHandle bind(Supplier<MethodHandle> with) {
    int before;
    synchronized (this) {
      if (getTarget() != unbound) {
        return getTarget();
      }
      before = unbindings;
    }
    // Outside the lock: binding asks the host and calls factories.
    MethodHandle bound = with.get().asType(type());
    synchronized (this) {
      if (unbindings == before) {
        aim(bound);
      }
    }
    return bound;
  }

  /** Puts a simpler handle in the place of one that {@link #bind} has set, if that still stands. */
  public synchronized void simplify(MethodHandle bound, MethodHandle simpler) {
    if (getTarget() == bound) {
      aim(simpler);
    }
  }

  /** Forgets the plan; the next call binds again. */
  public synchronized void unbind() {
    unbindings++;
    aim(unbound);
  }

  private void aim(MethodHandle target) {
    setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {this});
  }
}

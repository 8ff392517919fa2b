package org.bascule.bridge.upcall;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.length.Scope;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.BoundPointer;
import org.bascule.bridge.plan.CompilationUnit;
import org.bascule.bridge.plan.FunctionPointers;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;

/**
 * Stands in for a session's function pointers while a handle is made: what gets an address through
 * it keeps that until this is closed, from the first moment on.
 */
public final class KeptCallback implements FunctionPointers, AutoCloseable {
  private final Callbacks callbacks;
  private final List<Registration> kept = new ArrayList<>();

  /** Keeps nothing yet. */
  public KeptCallback(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  /** Whether there is a Java function that is kept. */
  public synchronized boolean isKeeping() {
    return !kept.isEmpty();
  }

  @Override
  public <T> BoundPointer<T> pointer(
      FunctionType type, JavaFunction<T> java, BindingEnvironment environment) {
    // What is passed to the function later is nobody's to keep.
    return new Keeping<>(callbacks.pointer(type, java, environment.withFunctions(callbacks)));
  }

  @Override
  public <T> BoundPointer<T> pointerWithin(
      Scope outer, FunctionType type, JavaFunction<T> java, BindingEnvironment environment) {
    return pointer(type, java, environment);
  }

  @Override
  public FunctionType type(Class<?> type, Method method) {
    return callbacks.type(type, method);
  }

  /** Gives back what is kept. The addresses may be somebody else's afterwards. Idempotent. */
  @Override
  public void close() {
    List<Registration> released;
    synchronized (this) {
      released = List.copyOf(kept);
      kept.clear();
    }
    released.forEach(callbacks::release);
  }

  private synchronized void add(Registration registration) {
    kept.add(registration);
  }

  private final class Keeping<T> implements BoundPointer<T> {
    private final CallbackType<T> type;

    Keeping(CallbackType<T> type) {
      this.type = type;
    }

    @Override
    public void bind(CompilationUnit unit) {
      type.bind(unit);
    }

    @Override
    public long address(T function) {
      Registration registration = function == null ? null : callbacks.keep(type, function);
      if (registration == null) {
        return type.address(function);
      }
      add(registration);
      return registration.address();
    }

    @Override
    public T function(long address) {
      return type.function(address);
    }
  }
}

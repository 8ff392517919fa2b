package org.bascule.bridge.plan;

import java.lang.reflect.Method;
import org.bascule.bridge.length.Scope;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;

/** For functions without callbacks. */
final class NoFunctions implements FunctionPointers {
  @Override
  public <T> BoundPointer<T> pointer(
      FunctionType type, JavaFunction<T> java, BindingEnvironment environment) {
    throw new AssertionError("no callbacks in these tests");
  }

  @Override
  public <T> BoundPointer<T> pointerWithin(
      Scope outer, FunctionType type, JavaFunction<T> java, BindingEnvironment environment) {
    throw new AssertionError("no callbacks in these tests");
  }

  @Override
  public FunctionType type(Class<?> type, Method method) {
    throw new AssertionError("no callbacks in these tests");
  }
}

package org.bascule.bridge.plan;

import java.lang.reflect.Method;
import org.bascule.bridge.length.Scope;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;

/** Makes function pointers. */
public interface FunctionPointers {
  /** Those of one type; the same for equal ones while somebody uses them. */
  <T> BoundPointer<T> pointer(
      FunctionType type, JavaFunction<T> java, BindingEnvironment environment);

  /**
   * Those of one type whose lengths name what is around the pointer.
   *
   * @param outer what names mean there, once all around it is compiled
   */
  <T> BoundPointer<T> pointerWithin(
      Scope outer, FunctionType type, JavaFunction<T> java, BindingEnvironment environment);

  /** A method as a C function. */
  FunctionType type(Class<?> type, Method method);
}

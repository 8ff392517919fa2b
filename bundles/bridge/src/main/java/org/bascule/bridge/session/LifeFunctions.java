package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

/**
 * The functions of an interface in one host.
 *
 * @param library that is loaded there
 * @param binders gives each of them one of its own
 */
record LifeFunctions(
    InterfaceFunctions functions,
    List<Method> methods,
    HostLibrary library,
    Supplier<FunctionBinder> binders) {
  /** Binds one as often as this is asked for. */
  Supplier<MethodHandle> binder(Method method) {
    FunctionBinder binder = binders.get();
    return () -> functions.bind(method, library, binder);
  }

  /** Binds it. */
  MethodHandle bind(Method method) {
    return binder(method).get();
  }
}

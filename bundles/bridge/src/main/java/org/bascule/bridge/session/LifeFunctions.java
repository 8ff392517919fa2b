package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.invoke.FunctionSites;

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

  /** Those that cannot be bound, and why. */
  Map<Method, Throwable> refused() {
    Map<Method, Throwable> refused = new LinkedHashMap<>();
    for (Method method : methods) {
      try {
        bind(method);
      } catch (RuntimeException | LinkageError e) {
        refused.put(method, e);
      }
    }
    return refused;
  }

  /** Handles that bind at their first call, and again when their sites have been unbound. */
  Map<Method, MethodHandle> invokers(FunctionSites sites) {
    Map<Method, MethodHandle> invokers = new LinkedHashMap<>();
    for (Method method : methods) {
      MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      FunctionSite site = new FunctionSite(type, binder(method));
      sites.add(site);
      invokers.put(method, site.dynamicInvoker());
    }
    return invokers;
  }
}

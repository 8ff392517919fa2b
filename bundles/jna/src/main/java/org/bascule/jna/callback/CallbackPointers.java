package org.bascule.jna.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.lifetime.ClassTable;
import org.bascule.spi.FunctionPointer;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * The function pointers of the objects that may stand where one callback class is declared: as in
 * JNA, the object's own class says what function it is.
 */
final class CallbackPointers<T extends Callback> {
  private static final Method PROXY_METHOD;

  static {
    try {
      PROXY_METHOD = CallbackProxy.class.getMethod("callback", Object[].class);
    } catch (NoSuchMethodException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Class<T> declared;
  private final boolean alternate;
  private final MarshallerContext context;
  private final Optional<FunctionPointer<T>> own;

  private final ClassTable<FunctionPointer<Callback>> others;
  private final ClassTable<FunctionPointer<Callback>> alternates;
  private final ClassesTable<FunctionPointer<CallbackProxy>> proxies;

  CallbackPointers(Class<T> declared, MarshallerContext context) {
    this.declared = declared;
    this.alternate = CallbackClasses.isAlternate(declared);
    this.context = context;
    Class<?> home = context.declaringType().orElse(declared);
    this.others = new ClassTable<>(home);
    this.alternates = new ClassTable<>(home);
    this.proxies = new ClassesTable<>(home);
    Class<?> type = CallbackClasses.of(declared);
    this.own =
        CallbackClasses.method(type).map(method -> pointer(declared, type, method, alternate));
  }

  /** Whether the declared class itself says what function it is. */
  boolean known() {
    return own.isPresent();
  }

  /**
   * The object's address.
   *
   * @return empty if the object is no function by JNA's rules
   */
  Optional<Long> address(T callback) {
    if (callback instanceof CallbackProxy proxy) {
      return Optional.of(proxy(proxy).address(proxy));
    }
    Class<?> type = CallbackClasses.of(callback.getClass());
    boolean objectAlternate = CallbackClasses.isAlternate(callback.getClass());
    if (isOwn(callback)) {
      return Optional.of(own.get().address(callback));
    }
    return CallbackClasses.method(type)
        .map(method -> other(type, method, objectAlternate).address(callback));
  }

  /** The same for a pointer that is being written to this cell. */
  Optional<Long> address(T callback, WindowsMemory cell, Sections call) {
    return isOwn(callback)
        ? Optional.of(own.get().address(callback, cell, call))
        : address(callback);
  }

  private boolean isOwn(T callback) {
    Class<?> type = callback.getClass();
    return own.isPresent()
        && !(callback instanceof CallbackProxy)
        && CallbackClasses.of(type) == CallbackClasses.of(declared)
        && CallbackClasses.isAlternate(type) == alternate;
  }

  /** The function at this address as the declared class has it. */
  T function(long address) {
    return own.orElseThrow().function(address);
  }

  /** Each object says itself which types its function has. */
  private FunctionPointer<CallbackProxy> proxy(CallbackProxy proxy) {
    List<Class<?>> classes = new ArrayList<>();
    classes.add(proxy.getClass());
    classes.add(proxy.getReturnType() == null ? void.class : proxy.getReturnType());
    classes.addAll(Arrays.asList(proxy.getParameterTypes()));
    return proxies.computeIfAbsent(classes, () -> late(() -> pointer(proxy)));
  }

  private FunctionPointer<CallbackProxy> pointer(CallbackProxy proxy) {
    return context.functionPointer(
        CallbackTypes.of(proxy, context),
        new JavaFunction<>(CallbackProxy.class, PROXY_METHOD, JnaRules.RULES, proxy.getClass()));
  }

  private FunctionPointer<Callback> other(Class<?> type, Method method, boolean objectAlternate) {
    return (objectAlternate ? alternates : others)
        .computeIfAbsent(
            type, () -> late(() -> pointer(Callback.class, type, method, objectAlternate)));
  }

  /** The context is used by one thread at a time, also after the function is bound. */
  private <R> R late(Supplier<R> work) {
    synchronized (context) {
      return work.get();
    }
  }

  /** Objects of {@code type} are at least a {@code C}: it was found in their own hierarchy. */
  @SuppressWarnings("unchecked")
  private <C extends Callback> FunctionPointer<C> pointer(
      Class<C> bound, Class<?> type, Method method, boolean stdcall) {
    return context.functionPointer(
        CallbackTypes.of(type, method, stdcall, context),
        new JavaFunction<>((Class<C>) type, method, JnaRules.RULES));
  }
}

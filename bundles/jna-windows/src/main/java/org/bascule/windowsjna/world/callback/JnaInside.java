package org.bascule.windowsjna.world.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Map;

/** What only JNA's native code may ask of its Java classes. Looked up once. */
final class JnaInside {
  private static final Class<?> PROXY;
  private static final MethodHandle PROXY_CALLBACK;
  private static final VarHandle INITIALIZERS;

  static {
    try {
      Lookup lookup =
          MethodHandles.privateLookupIn(CallbackReference.class, MethodHandles.lookup());
      PROXY = lookup.findClass("com.sun.jna.CallbackReference$DefaultCallbackProxy");
      PROXY_CALLBACK =
          MethodHandles.privateLookupIn(PROXY, MethodHandles.lookup())
              .findVirtual(PROXY, "getCallback", MethodType.methodType(Callback.class))
              .asType(MethodType.methodType(Callback.class, Object.class));
      INITIALIZERS = lookup.findStaticVarHandle(CallbackReference.class, "initializers", Map.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private JnaInside() {}

  /** The program's own object behind what JNA has made of it; null if it has been collected. */
  static Callback own(CallbackProxy proxy) {
    if (!PROXY.isInstance(proxy)) {
      return proxy;
    }
    try {
      return (Callback) PROXY_CALLBACK.invokeExact((Object) proxy);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who says how threads are that call this object first; null if nobody does. */
  static CallbackThreadInitializer initializer(Callback callback) {
    Map<?, ?> all = (Map<?, ?>) INITIALIZERS.get();
    synchronized (all) {
      return (CallbackThreadInitializer) all.get(callback);
    }
  }
}

package org.bascule.jna.loader;

import com.sun.jna.Library;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A library that one thread at a time calls, as JNA makes one: by the methods' reflection. */
record OneAtATime(Library library, Object monitor) implements InvocationHandler {
  static <T extends Library> T of(Class<T> type, T library, Object monitor) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new OneAtATime(library, monitor)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    // Of interfaces that are not public.
    method.setAccessible(true);
    synchronized (monitor) {
      try {
        return method.invoke(library, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}

package org.bascule.jna.reference;

import com.sun.jna.ptr.ByReference;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.bascule.error.SignatureException;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/**
 * The {@code getValue} and {@code setValue} that each class of the family has.
 *
 * @param type of the value
 * @param getter {@code (ByReference)Object}
 * @param setter {@code (ByReference, Object)void}
 */
record ValueAccess(Class<?> type, MethodHandle getter, MethodHandle setter) {
  /**
   * Those of this class.
   *
   * @throws SignatureException if it lacks one
   */
  static ValueAccess of(Class<? extends ByReference> type, TypeUse use) {
    try {
      Method get = type.getMethod("getValue");
      Method set =
          Arrays.stream(type.getMethods())
              .filter(m -> m.getName().equals("setValue") && m.getParameterCount() == 1)
              .filter(m -> m.getParameterTypes()[0].isAssignableFrom(get.getReturnType()))
              .findFirst()
              .orElseThrow(() -> new NoSuchMethodException("setValue"));
      return new ValueAccess(
          get.getReturnType(),
          handle(get).asType(MethodType.methodType(Object.class, ByReference.class)),
          handle(set).asType(MethodType.methodType(void.class, ByReference.class, Object.class)));
    } catch (ReflectiveOperationException e) {
      throw Refusals.signature(
          use,
          "a ByReference class with public methods getValue and setValue of one type",
          type.getTypeName(),
          "add the methods");
    }
  }

  Object get(ByReference reference) {
    try {
      return getter.invokeExact(reference);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  void set(ByReference reference, Object value) {
    try {
      setter.invokeExact(reference, value);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  private static MethodHandle handle(Method method) throws IllegalAccessException {
    // The class itself need not be public.
    method.setAccessible(true);
    return MethodHandles.lookup().unreflect(method);
  }

  private static RuntimeException thrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}

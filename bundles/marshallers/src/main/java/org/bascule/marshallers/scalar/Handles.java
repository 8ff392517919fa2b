package org.bascule.marshallers.scalar;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Method handles of a class's own methods. */
final class Handles {
  /** {@code (long)long}, unchanged. */
  static final MethodHandle IDENTITY = MethodHandles.identity(long.class);

  private Handles() {}

  /** A method {@code long name(P)} of the class that looks itself up. */
  static MethodHandle own(MethodHandles.Lookup lookup, String name, Class<?> parameter) {
    try {
      return lookup.findVirtual(
          lookup.lookupClass(), name, MethodType.methodType(long.class, parameter));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A static method of that type. */
  static MethodHandle of(
      MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type) {
    try {
      return lookup.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

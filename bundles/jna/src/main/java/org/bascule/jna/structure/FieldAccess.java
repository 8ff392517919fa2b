package org.bascule.jna.structure;

import com.sun.jna.Structure;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * One Java field of a Structure class, made ready for use at each call.
 *
 * @param getter {@code (Structure)P} for a primitive {@code P}, else {@code (Structure)Object}
 * @param setter {@code (Structure, P)void}, likewise
 * @param sent whether JNA sends its value: not that of a final or volatile field
 */
record FieldAccess(String name, MethodHandle getter, MethodHandle setter, boolean sent) {
  static FieldAccess of(Field field) {
    try {
      // For classes that are not public, and for final fields, which JNA reads into as well.
      field.setAccessible(true);
      Class<?> type = field.getType().isPrimitive() ? field.getType() : Object.class;
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      return new FieldAccess(
          field.getName(),
          lookup.unreflectGetter(field).asType(MethodType.methodType(type, Structure.class)),
          lookup
              .unreflectSetter(field)
              .asType(MethodType.methodType(void.class, Structure.class, type)),
          (field.getModifiers() & (Modifier.FINAL | Modifier.VOLATILE)) == 0);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of a field that is no primitive. */
  Object get(Structure structure) {
    try {
      return getter.invokeExact(structure);
    } catch (Throwable e) {
      throw Internals.thrown(e);
    }
  }

  /** Sets a field that is no primitive. */
  void set(Structure structure, Object value) {
    try {
      setter.invokeExact(structure, value);
    } catch (Throwable e) {
      throw Internals.thrown(e);
    }
  }
}

package org.bascule.jna;

import com.sun.jna.CallbackParameterContext;
import com.sun.jna.CallbackResultContext;
import com.sun.jna.FromNativeContext;
import com.sun.jna.Function;
import com.sun.jna.MethodParameterContext;
import com.sun.jna.MethodResultContext;
import com.sun.jna.Structure;
import com.sun.jna.StructureReadContext;
import com.sun.jna.StructureWriteContext;
import com.sun.jna.ToNativeContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * What converters are told: objects of JNA's, whose constructors it keeps to itself. They know no
 * {@code Function}, which would be one of this JVM's, and none of the other values.
 */
public final class Contexts {
  private static final Object[] NO_VALUES = {};

  private static final MethodHandle PLAIN_OUT = of(ToNativeContext.class);
  private static final MethodHandle PLAIN_IN = of(FromNativeContext.class, Class.class);
  private static final MethodHandle ARGUMENT =
      of(MethodParameterContext.class, Function.class, Object[].class, int.class, Method.class);
  private static final MethodHandle RESULT =
      of(MethodResultContext.class, Class.class, Function.class, Object[].class, Method.class);
  private static final MethodHandle CALLBACK_ARGUMENT =
      of(CallbackParameterContext.class, Class.class, Method.class, Object[].class, int.class);
  private static final MethodHandle CALLBACK_RESULT = of(CallbackResultContext.class, Method.class);
  private static final MethodHandle WRITE =
      of(StructureWriteContext.class, Structure.class, Field.class);
  private static final MethodHandle READ =
      of(StructureReadContext.class, Structure.class, Field.class);

  private Contexts() {}

  /** For a value of which nothing is known. */
  static ToNativeContext outward() {
    return make(PLAIN_OUT);
  }

  /** For a value of which only the type is known. */
  static FromNativeContext inward(Class<?> type) {
    return make(PLAIN_IN, type);
  }

  static ToNativeContext argument(Method method, int index) {
    return make(ARGUMENT, null, NO_VALUES, index, method);
  }

  static FromNativeContext result(Class<?> type, Method method) {
    return make(RESULT, type, null, NO_VALUES, method);
  }

  static FromNativeContext callbackArgument(Class<?> type, Method method, int index) {
    return make(CALLBACK_ARGUMENT, type, method, NO_VALUES, index);
  }

  static ToNativeContext callbackResult(Method method) {
    return make(CALLBACK_RESULT, method);
  }

  /** For the field of this very structure that is written. */
  public static ToNativeContext write(Structure structure, Field field) {
    return make(WRITE, structure, field);
  }

  /** For the field of this very structure that is read. */
  public static FromNativeContext read(Structure structure, Field field) {
    return make(READ, structure, field);
  }

  @SuppressWarnings("unchecked")
  private static <T> T make(MethodHandle constructor, Object... values) {
    try {
      return (T) constructor.invokeExact(values);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code (Object[])Object}. */
  private static MethodHandle of(Class<?> type, Class<?>... parameters) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findConstructor(type, MethodType.methodType(void.class, parameters))
          .asType(MethodType.genericMethodType(parameters.length))
          .asSpreader(Object[].class, parameters.length);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;

/**
 * What values mean that follow the parameters of a C prototype: whole numbers are an {@code int},
 * or a {@code long long} if they need it; other numbers a {@code double}; text is {@code const char
 * *}.
 *
 * @param fixed how many parameters there are
 */
record FurtherValues(int fixed, VariadicFunction function) {
  private static final MethodHandle CALL;

  static {
    try {
      CALL =
          MethodHandles.lookup()
              .findVirtual(
                  FurtherValues.class, "call", MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code (Object[])Object}. */
  static MethodHandle handle(int fixed, VariadicFunction function) {
    return CALL.bindTo(new FurtherValues(fixed, function));
  }

  private Object call(Object[] arguments) {
    for (int i = fixed; i < arguments.length; i++) {
      arguments[i] = meant(arguments[i]);
    }
    return function.call(arguments);
  }

  private static Object meant(Object value) {
    if (value instanceof CharSequence text && !(value instanceof StringBuilder)) {
      return text.toString();
    }
    if (value instanceof Long number) {
      return number == number.intValue() ? (Object) number.intValue() : number;
    }
    if (value instanceof BigInteger number && number.bitLength() < Long.SIZE) {
      return meant(number.longValue());
    }
    boolean whole = value instanceof Byte || value instanceof Short || value instanceof Integer;
    return value instanceof Number number && !whole ? (Object) number.doubleValue() : value;
  }
}

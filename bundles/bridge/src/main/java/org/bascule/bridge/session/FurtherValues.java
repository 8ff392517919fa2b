package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * What values mean that follow the parameters of a C prototype: whole numbers are an {@code int},
 * or a {@code long long} if they need it; other numbers a {@code double}; text is {@code const char
 * *}; a list is a pointer to its elements, which come back.
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
    if (value instanceof List<?> elements && !elements.isEmpty()) {
      return array(elements.stream().map(FurtherValues::meant).toList());
    }
    boolean whole = value instanceof Byte || value instanceof Short || value instanceof Integer;
    return value instanceof Number number && !whole ? (Object) number.doubleValue() : value;
  }

  /** The widest that is needed for all; as it was given if there is none. */
  private static Object array(List<Object> elements) {
    if (elements.stream().allMatch(String.class::isInstance)) {
      return elements.toArray(String[]::new);
    }
    if (!elements.stream().allMatch(Number.class::isInstance)) {
      return elements;
    }
    Stream<Number> numbers = elements.stream().map(Number.class::cast);
    if (elements.stream().anyMatch(Double.class::isInstance)) {
      return numbers.mapToDouble(Number::doubleValue).toArray();
    }
    return elements.stream().anyMatch(Long.class::isInstance)
        ? numbers.mapToLong(Number::longValue).toArray()
        : numbers.mapToInt(Number::intValue).toArray();
  }
}

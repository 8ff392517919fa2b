package org.bascule.bridge.session;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.bascule.annotation.Each;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/** Methods that stand for many calls of one function. */
final class EachMethods {
  private EachMethods() {}

  /** Whether the method is one. */
  static boolean is(Method method) {
    return method.isAnnotationPresent(Each.class);
  }

  /** The type that the function has where the method has this one. */
  static Type typeInFunction(Method method, Type type) {
    return is(method) ? element(type) : type;
  }

  /**
   * Makes sure that arrays say how many calls there are, and that there is one for the results.
   *
   * @param variadic whether the function takes any number of arguments
   * @throws SignatureException if not
   */
  static void check(Method method, boolean variadic) {
    if (variadic) {
      throw refused(
          method,
          "a function with a fixed number of parameters",
          "a variadic one",
          "take @Each away, and make the calls one by one");
    }
    if (Arrays.stream(method.getParameterTypes()).noneMatch(Class::isArray)) {
      throw refused(
          method,
          "at least one parameter that is an array, whose elements go to one call after the other",
          "none",
          "declare an array, or take @Each away");
    }
    Class<?> result = method.getReturnType();
    if (result != void.class && !result.isArray()) {
      throw refused(
          method,
          "an array for the results, or void",
          result.getTypeName(),
          "declare the result as " + result.getTypeName() + "[]");
    }
  }

  private static Type element(Type type) {
    if (type instanceof GenericArrayType array) {
      return array.getGenericComponentType();
    }
    return type instanceof Class<?> array && array.isArray() ? array.getComponentType() : type;
  }

  private static SignatureException refused(
      Method method, String expected, String actual, String remedy) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE,
            "bind " + method.getName() + " for each element",
            method.toGenericString(),
            expected,
            actual,
            remedy));
  }
}

package org.bascule.bridge.length;

import java.lang.reflect.InvocationTargetException;
import org.bascule.annotation.LengthFunction;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;

/** Makes length functions of users' classes, and calls them. */
final class LengthFunctions {
  private LengthFunctions() {}

  /**
   * An object of that class.
   *
   * @throws SignatureException if there cannot be one
   */
  static LengthFunction make(Class<? extends LengthFunction> type, LengthMistakes mistakes) {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw unusable(mistakes, type.getName() + ", whose constructor threw " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw unusable(mistakes, type.getName(), e);
    }
  }

  /** The function's value for what the nodes are at that moment. */
  static Node node(LengthFunction function, Node[] nodes, LengthMistakes mistakes) {
    String name = function.getClass().getName();
    return (cell, call) -> {
      long[] values = new long[nodes.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = nodes[i].value(cell, call);
      }
      long length;
      try {
        length = function.length(values);
      } catch (RuntimeException | LinkageError e) {
        throw failed(mistakes, "a length from " + name, e.toString(), name, e);
      }
      if (length < 0) {
        throw failed(
            mistakes, "a length of 0 or more from " + name, String.valueOf(length), name, null);
      }
      return length;
    };
  }

  private static SignatureException unusable(
      LengthMistakes mistakes, String actual, Exception cause) {
    SignatureException mistake =
        mistakes.whole(
            "a length function: a public class with a public constructor without parameters",
            actual);
    mistake.initCause(cause);
    return mistake;
  }

  private static ValueException failed(
      LengthMistakes mistakes, String expected, String actual, String name, Throwable cause) {
    ValueException failure =
        mistakes.value(expected, actual, "mend " + name + ", or correct the values it is given");
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }
}

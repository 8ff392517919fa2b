package org.bascule.bridge.plan;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Marshaller;

/**
 * Takes loosely typed arguments as their marshallers understand them.
 *
 * @param marshallers of the parameters
 * @param function for messages
 */
public record Accepting(List<? extends Marshaller<?>> marshallers, String function) {
  private static final MethodHandle ACCEPT;

  static {
    try {
      ACCEPT =
          MethodHandles.lookup()
              .findVirtual(
                  Accepting.class, "accept", MethodType.methodType(Object[].class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code (Object[])Object[]}. */
  public static MethodHandle handle(List<? extends Marshaller<?>> marshallers, String function) {
    return ACCEPT.bindTo(new Accepting(marshallers, function));
  }

  /**
   * In place, so that the caller can look at what became of its arguments.
   *
   * @throws ValueException if there are too many or too few, or one means nothing
   */
  public Object[] accept(Object[] arguments) {
    if (arguments.length != marshallers.size()) {
      throw arity(arguments.length);
    }
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = marshallers.get(i).accept(arguments[i], "argument " + i);
    }
    return arguments;
  }

  private ValueException arity(int given) {
    int wanted = marshallers.size();
    return new ValueException(
        new Diagnosis(
            ErrorCode.ARITY,
            "call " + function,
            "",
            wanted + (wanted == 1 ? " argument" : " arguments"),
            String.valueOf(given),
            "pass one argument for each parameter; nothing was sent"));
  }
}

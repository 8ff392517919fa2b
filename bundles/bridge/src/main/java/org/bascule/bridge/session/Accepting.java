package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.bascule.spi.Marshaller;

/** Takes loosely typed arguments as their marshallers understand them. */
record Accepting(List<? extends Marshaller<?>> marshallers) {
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
  static MethodHandle handle(List<? extends Marshaller<?>> marshallers) {
    return ACCEPT.bindTo(new Accepting(marshallers));
  }

  /** In place, so that the caller can look at what became of its arguments. */
  Object[] accept(Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = marshallers.get(i).accept(arguments[i], "argument " + i);
    }
    return arguments;
  }
}

package org.bascule.bridge.apartment;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.invoke.JavaMethods;

/** A method that runs in an apartment, whoever calls it. */
record Forwarding(Apartment apartment, MethodHandle target) {
  private static final MethodHandle RUN;

  static {
    try {
      RUN =
          MethodHandles.lookup()
              .findVirtual(
                  Forwarding.class, "run", MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A handle of the method's type, without receiver. */
  static MethodHandle handle(Apartment apartment, Method method, Object receiver) {
    MethodHandle direct = JavaMethods.handle(method).bindTo(receiver);
    MethodType type = direct.type();
    MethodHandle spread =
        direct.asType(type.generic()).asSpreader(Object[].class, type.parameterCount());
    return RUN.bindTo(new Forwarding(apartment, spread))
        .asCollector(Object[].class, type.parameterCount())
        .asType(type);
  }

  Object run(Object[] arguments) throws Exception {
    return apartment.call(() -> invoke(arguments));
  }

  private Object invoke(Object[] arguments) {
    try {
      return target.invokeExact(arguments);
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    }
  }
}

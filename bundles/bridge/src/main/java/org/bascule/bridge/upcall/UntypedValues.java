package org.bascule.bridge.upcall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.List;
import org.bascule.bridge.plan.Accepting;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.spi.Marshaller;

/** Java methods that take all arguments in an array, and give whatever means the result. */
final class UntypedValues {
  private static final MethodHandle ACCEPT;

  static {
    try {
      ACCEPT =
          MethodHandles.lookup()
              .findStatic(
                  UntypedValues.class,
                  "accept",
                  MethodType.methodType(
                      Object.class, Marshaller.class, Object.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private UntypedValues() {}

  /** From {@code (frame, result) void} to {@code (frame, Object) void}. */
  static MethodHandle accepting(MethodHandle put, ResultStep result, String name) {
    MethodHandle accept =
        MethodHandles.insertArguments(ACCEPT, 2, "the result of callback " + name)
            .bindTo(marshaller(result));
    MethodType type = put.type();
    return MethodHandles.filterArguments(
        put, 1, accept.asType(MethodType.methodType(type.parameterType(1), Object.class)));
  }

  /** From {@code (arguments…) result} to {@code (Object[]) Object}. */
  static MethodHandle spreading(MethodHandle function, CallPlan plan, String name) {
    List<? extends Marshaller<?>> marshallers =
        plan.arguments().stream().map(ArgumentStep::marshaller).toList();
    MethodHandle spread =
        function.asType(function.type().generic()).asSpreader(Object[].class, marshallers.size());
    return MethodHandles.filterArguments(spread, 0, Accepting.handle(marshallers, name));
  }

  /** A null where C wants a number is 0, as the DLL would get for want of an answer. */
  private static Object accept(Marshaller<?> marshaller, Object value, String path) {
    Class<?> primitive = MethodType.methodType(marshaller.javaType()).unwrap().returnType();
    return value == null && primitive.isPrimitive()
        ? Array.get(Array.newInstance(primitive, 1), 0)
        : marshaller.accept(value, path);
  }

  private static Marshaller<?> marshaller(ResultStep step) {
    if (step instanceof ResultStep.Scalar scalar) {
      return scalar.marshaller();
    }
    return step instanceof ResultStep.Image image
        ? image.marshaller()
        : ((ResultStep.Hidden) step).marshaller();
  }
}

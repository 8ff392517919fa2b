package org.bascule.bridge.plan;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.bascule.bridge.call.CallTarget;
import org.bascule.spi.ScalarMarshaller;

/**
 * Classes that run calls, one for each shape: generated code is ready at once, where combined
 * method handles would be compiled in parts first, and stands on the stack as one frame. What a
 * call moves its values with are final fields of an object, which the JIT compiler takes for
 * constants since the class is hidden. Thread-safe.
 */
public final class CallShapes {
  private final Map<CallShape, Made> known = new ConcurrentHashMap<>();

  private record Made(MethodHandle constructor, MethodHandle call) {}

  /** A handle of the plan's method type that calls the target on the calling thread's lane. */
  MethodHandle handle(CallPlan plan, CallTarget target, Optional<IntConsumer> afterCall) {
    Made made = known.computeIfAbsent(CallShape.of(plan, afterCall), CallShapes::make);
    try {
      Object call =
          (Object) made.constructor().invoke(target, movers(plan), afterCall.orElse(null));
      return made.call().bindTo(call).asType(plan.methodType());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the constructor throws nothing", e);
    }
  }

  private static Made make(CallShape shape) {
    try {
      MethodHandles.Lookup place =
          MethodHandles.lookup().defineHiddenClass(CallCode.of(shape), true);
      Class<?> made = place.lookupClass();
      return new Made(
          place
              .findConstructor(
                  made, methodType(void.class, CallTarget.class, Object[].class, IntConsumer.class))
              .asType(
                  methodType(Object.class, CallTarget.class, Object[].class, IntConsumer.class)),
          place.findVirtual(made, CallCode.METHOD, shape.type()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make the class of " + shape, e);
    }
  }

  private static Object[] movers(CallPlan plan) {
    List<ArgumentStep> arguments = plan.arguments();
    Object[] movers = new Object[arguments.size() + 1];
    for (int i = 0; i < arguments.size(); i++) {
      ArgumentStep step = arguments.get(i);
      movers[i] =
          step instanceof ArgumentStep.Scalar scalar && step.carrier().isPrimitive()
              ? ScalarHandles.encoder(scalar.marshaller(), step.carrier())
              : step.marshaller();
    }
    movers[arguments.size()] = mover(plan.result());
    return movers;
  }

  private static Object mover(ResultStep result) {
    if (result instanceof ResultStep.Scalar scalar) {
      ScalarMarshaller<?> marshaller = scalar.marshaller();
      return scalar.carrier().isPrimitive()
          ? ScalarHandles.decoder(marshaller, scalar.carrier())
          : marshaller;
    }
    if (result instanceof ResultStep.Image image) {
      return image.marshaller();
    }
    return result instanceof ResultStep.Hidden hidden ? hidden.marshaller() : null;
  }
}

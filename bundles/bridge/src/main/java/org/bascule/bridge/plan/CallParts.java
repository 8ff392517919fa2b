package org.bascule.bridge.plan;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.CallTarget;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;

/**
 * A call in the parts that come before it is made and after. Immutable; used by any thread.
 *
 * @param plan the recipe
 * @param target what is called
 */
public record CallParts(
    CallPlan plan,
    CallTarget target,
    List<MethodHandle> writers,
    List<Optional<MethodHandle>> updaters,
    MethodHandle reader) {

  /** The parts of a plan. */
  public static CallParts of(CallPlan plan, CallTarget target) {
    return new CallParts(
        plan,
        target,
        plan.arguments().stream().map(step -> onObjects(PartHandles.put(step))).toList(),
        plan.arguments().stream().map(CallParts::updater).toList(),
        PartHandles.result(plan.result()).asType(methodType(Object.class, Activation.class)));
  }

  private static Optional<MethodHandle> updater(ArgumentStep step) {
    return step instanceof ArgumentStep.Image image
        ? Optional.of(onObjects(PartHandles.update(image)))
        : Optional.empty();
  }

  private static MethodHandle onObjects(MethodHandle step) {
    return step.asType(methodType(void.class, Activation.class, Object.class));
  }

  /** What takes the argument of that index. */
  public Marshaller<?> marshaller(int index) {
    return plan.arguments().get(index).marshaller();
  }

  /**
   * Writes arguments into a call that has begun.
   *
   * @param linked which of them are left to the host
   * @throws Throwable what a marshaller throws
   */
  public void write(Activation call, Object[] arguments, boolean[] linked) throws Throwable {
    if (plan.result() instanceof ResultStep.Hidden hidden) {
      Layout layout = hidden.marshaller().layout();
      call.prepareHidden(layout.size(), layout.alignment());
    }
    for (int index : plan.writeOrder()) {
      if (!linked[index]) {
        writers.get(index).invokeExact(call, arguments[index]);
      }
    }
  }

  /**
   * Brings changes back, and gives the result; null if there is none.
   *
   * @throws Throwable what a marshaller throws
   */
  public Object read(Activation call, Object[] arguments, boolean[] linked) throws Throwable {
    for (int i = 0; i < arguments.length; i++) {
      if (!linked[i] && updaters.get(i).isPresent()) {
        updaters.get(i).get().invokeExact(call, arguments[i]);
      }
    }
    return (Object) reader.invokeExact(call);
  }
}

package org.bascule.bridge.plan;

import java.util.Arrays;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.BatchFrame;
import org.bascule.bridge.call.CallTarget;
import org.bascule.spi.Marshaller;

/**
 * A call in the parts that come before it is made and after: objects, for calls whose functions are
 * known at run time only, where combined method handles would be slow. Immutable; used by any
 * thread.
 */
public final class CallParts {
  /** Stands for an argument that the host puts there. */
  public static final Object LEFT_TO_HOST =
      new Object() {
        @Override
        public String toString() {
          return "the result of an earlier call";
        }
      };

  private final CallPlan plan;
  private final CallTarget target;
  private final Marshaller<?>[] marshallers;
  private final ArgumentPart[] arguments;
  private final int[] order;
  private final ResultPart result;

  /** The same as the arguments if the call is plain; else empty. */
  private final ArgumentPart.Scalar[] scalars;

  private final boolean plain;
  private final boolean lengths;

  private CallParts(CallPlan plan, CallTarget target) {
    this.plan = plan;
    this.target = target;
    this.marshallers =
        plan.arguments().stream().map(ArgumentStep::marshaller).toArray(Marshaller<?>[]::new);
    this.arguments = plan.arguments().stream().map(ArgumentPart::of).toArray(ArgumentPart[]::new);
    this.order = plan.writeOrder().stream().mapToInt(i -> i).toArray();
    this.result = ResultPart.of(plan.result());
    this.plain =
        plan.arguments().stream().allMatch(CallParts::isPlain)
            && (result instanceof ResultPart.Scalar || result instanceof ResultPart.Nothing);
    this.lengths = plan.directives().values().stream().anyMatch(d -> d.length().isPresent());
    this.scalars =
        plain
            ? Arrays.copyOf(arguments, arguments.length, ArgumentPart.Scalar[].class)
            : new ArgumentPart.Scalar[0];
  }

  /** The parts of a plan, for that target. */
  public static CallParts of(CallPlan plan, CallTarget target) {
    return new CallParts(plan, target);
  }

  private static boolean isPlain(ArgumentStep step) {
    return step instanceof ArgumentStep.Scalar && !step.marshaller().updates();
  }

  /** Whether some argument may say how long another one is. */
  public boolean hasLengths() {
    return lengths;
  }

  /** The recipe. */
  public CallPlan plan() {
    return plan;
  }

  /** What is called. */
  public CallTarget target() {
    return target;
  }

  /**
   * Whether arguments and result are nothing but bits, and no argument changes, so that it needs no
   * activation.
   */
  public boolean isPlain() {
    return plain;
  }

  /** What takes the argument of that index. */
  public Marshaller<?> marshaller(int index) {
    return marshallers[index];
  }

  /**
   * Writes an argument of a plain call into a frame, where the call's slots begin at {@code first}.
   */
  public void write(BatchFrame frame, int first, int index, Object value) {
    scalars[index].write(frame, first, value);
  }

  /** The result of a plain call; null if there is none. */
  public Object fromBits(long bits) {
    return result instanceof ResultPart.Scalar scalar ? scalar.fromBits(bits) : null;
  }

  /**
   * Writes arguments into a call that has begun.
   *
   * @param values as the marshallers took them, or {@link #LEFT_TO_HOST}
   */
  public void write(Activation call, Object[] values) {
    result.prepare(call);
    for (int index : order) {
      if (values[index] != LEFT_TO_HOST) {
        arguments[index].write(call, values[index]);
      }
    }
  }

  /** Brings changes back, and gives the result; null if there is none. */
  public Object read(Activation call, Object[] values) {
    for (int i = 0; i < arguments.length; i++) {
      if (values[i] != LEFT_TO_HOST) {
        arguments[i].update(call, values[i]);
      }
    }
    return result.read(call);
  }
}

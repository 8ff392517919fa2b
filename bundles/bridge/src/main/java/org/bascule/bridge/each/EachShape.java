package org.bascule.bridge.each;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.call.EachColumn;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/**
 * A function that can be called for each element of arrays: all it takes are scalars, or pointers
 * into memory that stays; what it gives is a scalar, or nothing.
 *
 * @param function for messages
 */
record EachShape(String function, List<EachParameter> parameters, EachResult result) {
  EachShape {
    parameters = List.copyOf(parameters);
  }

  /**
   * The shape of a plan.
   *
   * @throws org.bascule.error.SignatureException if it has a parameter or result of another kind
   */
  static EachShape of(CallPlan plan) {
    String function = plan.signature().function();
    List<EachParameter> parameters = new ArrayList<>();
    for (ArgumentStep step : plan.arguments()) {
      int index = parameters.size();
      String name = EachMistakes.name(plan.signature(), index);
      parameters.add(
          parameter(step, name)
              .orElseThrow(() -> EachMistakes.noScalar(plan.signature(), index, step)));
    }
    ResultStep result = plan.result();
    if (!(result instanceof ResultStep.Scalar || result instanceof ResultStep.Nothing)) {
      throw EachMistakes.noScalarResult(plan.signature());
    }
    return new EachShape(function, parameters, EachResult.of(result));
  }

  private static Optional<EachParameter> parameter(ArgumentStep step, String name) {
    if (step instanceof ArgumentStep.Scalar scalar) {
      return Optional.of(scalar(scalar, name));
    }
    return step instanceof ArgumentStep.Image image && isPointer(image.marshaller().layout())
        ? Optional.of(pointer(image, name))
        : Optional.empty();
  }

  private static EachParameter scalar(ArgumentStep.Scalar step, String name) {
    ScalarMarshaller<?> marshaller = step.marshaller();
    Layout.Scalar layout = marshaller.layout();
    Class<?> element = MethodType.methodType(marshaller.javaType()).unwrap().returnType();
    return new EachParameter(
        name,
        new EachColumn(
            step.slot(), step.slots(), layout.bytes(), layout.kind() == Layout.Kind.SIGNED),
        encoder(marshaller),
        marshaller.isPlain() ? PlainKind.of(element) : Optional.empty());
  }

  private static <T> EachParameter.Encoder encoder(ScalarMarshaller<T> marshaller) {
    return (value, path) -> marshaller.toBits(marshaller.accept(value, path));
  }

  private static boolean isPointer(Layout layout) {
    return layout instanceof Layout.Pointer
        || layout instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.POINTER;
  }

  private static EachParameter pointer(ArgumentStep.Image step, String name) {
    int bytes = (int) step.marshaller().layout().size();
    return new EachParameter(
        name,
        new EachColumn(step.slot(), 1, bytes, false),
        (value, path) -> Addresses.bits(value, bytes, path),
        Optional.empty());
  }
}

package org.bascule.bridge.plan;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bascule.bridge.length.CallbackScope;
import org.bascule.bridge.length.Length;
import org.bascule.bridge.length.Scope;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.protocol.Limit;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;

/**
 * Compiles signatures into plans: finds the marshallers, gives out the slots, checks that
 * everything fits.
 */
public final class PlanCompiler {
  /** The JVM's own 255 less what method handles need beside the arguments. */
  private static final int MOST_PLACES = 248;

  private final Signature signature;
  private final BindingEnvironment environment;
  private final ResolvingContext context;
  private final FunctionScope scope;
  private final int generation;

  private PlanCompiler(
      Signature signature,
      CompilationUnit unit,
      BindingEnvironment environment,
      Map<String, String> previousOrigins,
      Optional<Scope> outer) {
    this.signature = signature;
    this.environment = environment;
    this.generation = unit.registry().generation();
    this.scope = new FunctionScope(signature.names());
    Scope all =
        outer
            .<Scope>map(o -> new CallbackScope(signature.function(), scope, o, environment.abi()))
            .orElse(scope);
    this.context =
        new ResolvingContext(signature.function(), unit, environment, previousOrigins, all);
  }

  /**
   * Compiles one function.
   *
   * @param previousOrigins the origins of the plan that this one replaces, so that a type that has
   *     lost its marshaller can be explained; empty for a first plan
   * @throws SignatureException if a type has no marshaller or does not fit
   */
  public static CallPlan compile(
      Signature signature,
      RegistrySnapshot registry,
      BindingEnvironment environment,
      Map<String, String> previousOrigins) {
    return compile(signature, new CompilationUnit(registry), environment, previousOrigins);
  }

  /** The same as a part of what is compiled around it. */
  public static CallPlan compile(
      Signature signature,
      CompilationUnit unit,
      BindingEnvironment environment,
      Map<String, String> previousOrigins) {
    return compile(signature, unit, environment, previousOrigins, Optional.empty());
  }

  /** The same of a function pointer, where names may mean what is around it. */
  public static CallPlan compile(
      Signature signature,
      CompilationUnit unit,
      BindingEnvironment environment,
      Map<String, String> previousOrigins,
      Optional<Scope> outer) {
    return new PlanCompiler(signature, unit, environment, previousOrigins, outer).compile();
  }

  private CallPlan compile() {
    ResultStep result = result();
    List<Length> resultLengths = context.takeLengths();
    List<ArgumentStep> arguments = new ArrayList<>();
    List<List<Length>> lengths = new ArrayList<>();
    int slot = result.hiddenSlots();
    for (int i = 0; i < signature.parameters().size(); i++) {
      ArgumentStep step = argument(i, slot);
      arguments.add(step);
      lengths.add(context.takeLengths());
      slot += step.slots();
    }
    if (slot > Limit.CallSlots) {
      throw tooMany("argument slots", Limit.CallSlots, slot, "pass large structs by pointer");
    }
    int places = arguments.stream().mapToInt(step -> places(step.carrier())).sum();
    if (places > MOST_PLACES) {
      throw tooMany(
          "arguments, of which a Java long or double counts twice",
          MOST_PLACES,
          places,
          "call it through a function that takes a pointer to a struct of them");
    }
    resultLengths.forEach(Length::link);
    context.end();
    return new CallPlan(
        signature,
        arguments,
        WriteOrder.of(signature.function(), arguments, needs(lengths)),
        result,
        slot,
        generation,
        context.findings().origins(),
        context.findings().directives());
  }

  /** Links the lengths; which arguments those of each argument need. */
  private static List<Set<Integer>> needs(List<List<Length>> lengths) {
    List<Set<Integer>> needs = new ArrayList<>();
    for (List<Length> ofArgument : lengths) {
      Set<Integer> needed = new TreeSet<>();
      for (Length length : ofArgument) {
        length.link();
        needed.addAll(length.arguments());
      }
      needs.add(needed);
    }
    return needs;
  }

  private ArgumentStep argument(int index, int slot) {
    TypeUse use = signature.parameters().get(index);
    Marshaller<?> marshaller = marshaller(use, index + 1);
    Class<?> carrier = carrier(use, marshaller);
    scope.addArgument(marshaller.layout());
    Abi abi = environment.abi();
    if (marshaller instanceof ScalarMarshaller<?> scalar) {
      return new ArgumentStep.Scalar(scalar, carrier, slot, abi.slots(scalar.layout()));
    }
    return switch (Passing.ofArgument(abi, marshaller.layout())) {
      case REGISTER -> new ArgumentStep.Image(marshaller, carrier, slot, 1);
      case POINTER -> new ArgumentStep.ByValue(marshaller, carrier, slot, 1, true);
      case CELLS ->
          new ArgumentStep.ByValue(
              marshaller, carrier, slot, abi.slots(marshaller.layout()), false);
    };
  }

  private ResultStep result() {
    if (signature.result().isEmpty()) {
      return new ResultStep.Nothing();
    }
    TypeUse use = signature.result().get();
    Marshaller<?> marshaller = marshaller(use, 0);
    Class<?> carrier = carrier(use, marshaller);
    scope.setResult(marshaller.layout());
    if (marshaller instanceof ScalarMarshaller<?> scalar) {
      return new ResultStep.Scalar(scalar, carrier, register(scalar.layout()));
    }
    return Passing.ofResult(environment.abi(), marshaller.layout()) == Passing.REGISTER
        ? new ResultStep.Image(marshaller, carrier, register(marshaller.layout()))
        : new ResultStep.Hidden(marshaller, carrier);
  }

  /** Finds the marshaller; a failure is told with the place in the source, where there is one. */
  private Marshaller<?> marshaller(TypeUse use, int placeIndex) {
    try {
      Marshaller<?> marshaller = context.marshaller(use);
      context.resolveDeferred();
      DirectivePaths.check(signature.function(), use, marshaller.layout());
      return marshaller;
    } catch (SignatureException e) {
      String place = signature.places().isEmpty() ? "" : signature.places().get(placeIndex);
      // A length that cannot be read, or a path that leads nowhere, has told its own place.
      if (place.isEmpty() || !isPlaceless(e.diagnosis())) {
        throw e;
      }
      Diagnosis d = e.diagnosis();
      SignatureException placed =
          new SignatureException(
              new Diagnosis(d.code(), d.operation(), place, d.expected(), d.actual(), d.remedy()));
      placed.initCause(e.getCause());
      throw placed;
    }
  }

  private static boolean isPlaceless(Diagnosis diagnosis) {
    return diagnosis.code() != ErrorCode.PROTOTYPE_SYNTAX
        && !(diagnosis.code() == ErrorCode.BAD_DIRECTIVE && !diagnosis.subject().isEmpty());
  }

  private Class<?> carrier(TypeUse use, Marshaller<?> marshaller) {
    Class<?> carrier = use.isNatural() ? marshaller.javaType() : use.rawType();
    Class<?> wrapper = MethodType.methodType(carrier).wrap().returnType();
    if (!wrapper.isAssignableFrom(marshaller.javaType())
        && !marshaller.javaType().isAssignableFrom(wrapper)) {
      throw new SignatureException(
          new Diagnosis(
              ErrorCode.BAD_MARSHALLER,
              "bind " + signature.function(),
              use.path() + ": " + use.description(),
              "a marshaller of " + wrapper.getTypeName(),
              marshaller.getClass().getName()
                  + ", a marshaller of "
                  + marshaller.javaType().getTypeName(),
              "mend or stop the bundle it comes from: "
                  + context.findings().origins().get(use.path())));
    }
    return carrier;
  }

  private static byte register(Layout layout) {
    if (layout instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.FLOATING) {
      return (byte) (scalar.bytes() == 4 ? ResultRegister.Float32 : ResultRegister.Float64);
    }
    return ResultRegister.Integer;
  }

  /** How much of a Java method's parameters it takes up. */
  private static int places(Class<?> carrier) {
    return carrier == long.class || carrier == double.class ? 2 : 1;
  }

  private SignatureException tooMany(String what, int most, int actual, String remedy) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE,
            "bind " + signature.function(),
            "",
            "at most " + most + " " + what,
            String.valueOf(actual),
            remedy));
  }
}

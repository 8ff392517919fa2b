package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bascule.annotation.ExportedVariable;
import org.bascule.annotation.FunctionName;
import org.bascule.annotation.Timeout;
import org.bascule.bridge.each.EachCall;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.LoadedInterface;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.spi.InterfaceRules;
import org.bascule.spi.TypeUse;

/**
 * Binds the methods of one interface by the rules that hold for it at the time.
 *
 * @param library as it was asked for
 * @param options what the interface was loaded with, if anything
 * @param current the rules that hold for it
 */
record InterfaceFunctions(
    String library,
    Class<?> type,
    Optional<Map<String, ?>> options,
    CurrentRules current,
    BindingEnvironment environment,
    Variables variables) {

  /** Those of an interface that nothing is known of yet. */
  static InterfaceFunctions of(
      String library,
      Class<?> type,
      Optional<Map<String, ?>> options,
      MarshallerRegistry registry,
      BindingEnvironment environment,
      Variables variables) {
    CurrentRules current = new CurrentRules(registry, type, options);
    return new InterfaceFunctions(library, type, options, current, environment, variables);
  }

  /**
   * The functions.
   *
   * @throws org.bascule.error.SignatureException if the type is no interface, or its rules refuse
   *     it or the options
   */
  List<Method> methods() {
    Required.given(library, "load an interface", "library");
    Required.given(type, "load an interface", "type");
    List<Method> methods = InterfaceReader.functions(type);
    rules();
    return methods;
  }

  /** A handle of the method's type, without receiver. */
  MethodHandle bind(Method method, HostLibrary owner, FunctionBinder binder) {
    InterfaceRules rules = rules();
    BindingEnvironment loaded = environment.withLoaded(LoadedInterface.of(type, options));
    BindingEnvironment coded = rules.codePage().map(loaded::withCodePage).orElse(loaded);
    BindingEnvironment in = coded.withLimit(limit(method));
    if (method.isAnnotationPresent(ExportedVariable.class)) {
      return variables.accessor(method, InterfaceReader.variable(method, rules), owner, in);
    }
    FunctionBinder.Wanted wanted =
        new FunctionBinder.Wanted(
            InterfaceReader.signature(library, method, rules),
            bytes -> address(rules, exports(rules, method, bytes), bytes, owner),
            in,
            rules.afterCall(method));
    if (EachMethods.is(method)) {
      EachMethods.check(method, rules.isVariadic(method));
      PlanHandle.Linked linked = binder.bind(wanted);
      return EachCall.handle(linked.plan(), linked.target(), wanted.afterCall())
          .asCollector(Object[].class, method.getParameterCount());
    }
    // A variadic one too, so that what is wrong with it is told at once.
    PlanHandle.Linked plain = binder.bind(wanted);
    if (!rules.isVariadic(method)) {
      return plain.handle();
    }
    int fixed = wanted.signature().parameters().size();
    VariadicFunction function =
        new VariadicFunction(
            fixed,
            use -> binder.takes(wanted, use),
            uses -> binder.bind(wanted.with(further(rules, method, fixed, uses))).generic());
    return function.collecting(rules::furtherArguments);
  }

  private static List<TypeUse> further(
      InterfaceRules rules, Method method, int fixed, List<TypeUse> uses) {
    List<TypeUse> further = new ArrayList<>();
    for (TypeUse use : uses) {
      further.add(rules.argument(method, fixed + further.size(), use));
    }
    return further;
  }

  /** What stands at the method goes before what stands at its interface. */
  private OptionalLong limit(Method method) {
    Timeout own = method.getAnnotation(Timeout.class);
    Timeout said = own == null ? method.getDeclaringClass().getAnnotation(Timeout.class) : own;
    if (said == null) {
      return OptionalLong.empty();
    }
    if (said.value() < 0) {
      throw TimeoutMistakes.negative(library, method, said);
    }
    return OptionalLong.of(said.unit().toNanos(said.value()));
  }

  private InterfaceRules rules() {
    return current.get();
  }

  private long address(
      InterfaceRules rules, List<String> names, int argumentBytes, HostLibrary owner) {
    OptionalLong chosen = rules.address(names, owner.lookup());
    return chosen.isPresent()
        ? chosen.getAsLong()
        : owner.function(LinkerNames.of(names, argumentBytes, environment.abi()));
  }

  private static List<String> exports(InterfaceRules rules, Method method, int stackBytes) {
    return method.isAnnotationPresent(FunctionName.class)
        ? List.of(InterfaceReader.functionName(method))
        : rules.exports(method, stackBytes);
  }
}

package org.bascule.bridge.session;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.CallingConvention;
import org.bascule.annotation.CodePage;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.ExportedVariable;
import org.bascule.annotation.FunctionName;
import org.bascule.annotation.RawText;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.CType;
import org.bascule.spi.Convention;
import org.bascule.spi.Directive;
import org.bascule.spi.FunctionType;
import org.bascule.spi.InterfaceRules;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Reads Java interfaces: which methods are functions, and what their types are. */
final class InterfaceReader {
  private static final List<Class<? extends Annotation>> TEXT =
      List.of(CodePage.class, RawText.class);

  private InterfaceReader() {}

  /**
   * The abstract methods, those of super-interfaces included; methods that {@code Object} has are
   * none.
   *
   * @throws SignatureException if the type is no interface
   */
  static List<Method> functions(Class<?> type) {
    if (!type.isInterface() || type.isAnnotation() || type.isSealed()) {
      throw new SignatureException(
          new Diagnosis(
              ErrorCode.UNSUPPORTED_SIGNATURE,
              "load a library as " + type.getName(),
              "",
              "an interface that may be implemented",
              type.isInterface() ? "an annotation or sealed interface" : "a class",
              "declare the functions in an interface"));
    }
    Map<String, Method> functions = new LinkedHashMap<>();
    Arrays.stream(type.getMethods())
        .filter(m -> Modifier.isAbstract(m.getModifiers()) && !isOfObject(m))
        .forEach(m -> functions.merge(descriptor(m), m, InterfaceReader::chosen));
    return List.copyOf(functions.values());
  }

  /** What two super-interfaces declare alike is one function. */
  private static String descriptor(Method method) {
    return method.getName()
        + MethodType.methodType(method.getReturnType(), method.getParameterTypes());
  }

  /** The one that says more of itself; else the first. */
  private static Method chosen(Method one, Method other) {
    return annotations(other) > annotations(one) ? other : one;
  }

  private static long annotations(Method method) {
    return method.getAnnotations().length
        + Arrays.stream(method.getParameterAnnotations()).mapToLong(a -> a.length).sum();
  }

  /** The exported name behind a method. */
  static String functionName(Method method) {
    FunctionName name = method.getAnnotation(FunctionName.class);
    ExportedVariable variable = method.getAnnotation(ExportedVariable.class);
    if (variable != null && !variable.value().isEmpty()) {
      return variable.value();
    }
    return name == null ? method.getName() : name.value();
  }

  /** The type of the variable that a method reads or writes. */
  static TypeUse variable(Method method, InterfaceRules rules) {
    boolean nothing = method.getReturnType() == void.class;
    boolean reads = !nothing && method.getParameterCount() == 0;
    if (!reads && !(nothing && method.getParameterCount() == 1)) {
      throw new SignatureException(
          new Diagnosis(
              ErrorCode.UNSUPPORTED_SIGNATURE,
              "bind " + method.getName() + " as an exported variable",
              method.toGenericString(),
              "a result and no parameter, to read it; or one parameter and no result, to write it",
              "something else",
              "declare two methods, or take @ExportedVariable away if it is a function"));
    }
    Annotation[] own = reads ? method.getAnnotations() : method.getParameterAnnotations()[0];
    return use(
        reads ? method.getGenericReturnType() : method.getGenericParameterTypes()[0],
        withDefaults(own, method),
        Place.FIELD,
        "the variable " + functionName(method),
        Map.of(),
        rules);
  }

  /** The signature of a method; of a variadic one, that of its fixed arguments. */
  static Signature signature(String library, Method method, InterfaceRules rules) {
    boolean variadic = rules.isVariadic(method);
    List<TypeUse> parameters = new ArrayList<>();
    List<String> names = names(method);
    Directives directives = Directives.of(method, names);
    Type[] types = method.getGenericParameterTypes();
    Annotation[][] annotations = method.getParameterAnnotations();
    for (int i = 0; i < types.length - (variadic ? 1 : 0); i++) {
      TypeUse use =
          use(
              EachMethods.typeInFunction(method, types[i]),
              withDefaults(annotations[i], method),
              Place.ARGUMENT,
              "argument " + i,
              directives.ofParameter(i),
              rules);
      parameters.add(rules.argument(method, i, use));
    }
    Optional<TypeUse> result =
        method.getReturnType() == void.class
            ? Optional.empty()
            : Optional.of(
                rules.result(
                    method,
                    use(
                        EachMethods.typeInFunction(method, method.getGenericReturnType()),
                        withDefaults(method.getAnnotations(), method),
                        Place.RESULT,
                        "result",
                        directives.ofResult(),
                        rules)));
    return new Signature(
        library + "." + functionName(method),
        // The callee cannot clear a stack whose size it does not know.
        variadic ? Convention.CDECL : convention(method, rules),
        result,
        parameters,
        names,
        rules.clearsLastError(method),
        List.of());
  }

  private static Convention convention(Method method, InterfaceRules rules) {
    return inherited(CallingConvention.class, method)
        .map(annotation -> Convention.valueOf(((CallingConvention) annotation).value().name()))
        .orElseGet(rules::convention);
  }

  /** A method of any interface as the function that a pointer points to. */
  static FunctionType functionType(Class<?> type, Method method) {
    Signature signature = signature("callback", method, InterfaceRules.PLAIN);
    return new FunctionType(
        type.getTypeName(),
        signature.convention(),
        signature.result(),
        signature.parameters(),
        signature.names());
  }

  private static List<String> names(Method method) {
    return Arrays.stream(method.getParameters())
        .map(p -> p.isNamePresent() ? p.getName() : "")
        .toList();
  }

  private static TypeUse use(
      Type type,
      List<Annotation> annotations,
      Place place,
      String path,
      Map<String, Directive> directives,
      InterfaceRules rules) {
    Optional<CType> cType =
        annotations.stream()
            .filter(DeclaredAs.class::isInstance)
            .findFirst()
            .map(a -> PrototypeReader.readType(((DeclaredAs) a).value()));
    TypeUse use = new TypeUse(type, cType, annotations, place, path, directives);
    return rules.rawText() ? use.withRawText() : use;
  }

  /** Adds what is said of text by the method or interface where the place itself says nothing. */
  private static List<Annotation> withDefaults(Annotation[] own, Method method) {
    List<Annotation> all = new ArrayList<>(Arrays.asList(own));
    for (Class<? extends Annotation> type : TEXT) {
      if (all.stream().noneMatch(type::isInstance)) {
        inherited(type, method).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Annotation> inherited(Class<? extends Annotation> type, Method method) {
    return Optional.<Annotation>ofNullable(method.getAnnotation(type))
        .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(type)));
  }

  private static boolean isOfObject(Method method) {
    try {
      Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}

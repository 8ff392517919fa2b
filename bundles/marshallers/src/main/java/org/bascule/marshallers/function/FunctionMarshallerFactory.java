package org.bascule.marshallers.function;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.CallbackRules;
import org.bascule.spi.FunctionPointer;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * Interfaces with one abstract method as function pointers; {@link NativeFunction} for those that C
 * describes. Ranked low: an interface that somebody else takes is his.
 */
@Component(
    service = MarshallerFactory.class,
    property = Constants.SERVICE_RANKING + ":Integer=" + FunctionMarshallerFactory.RANKING)
public final class FunctionMarshallerFactory implements MarshallerFactory {
  static final int RANKING = -3;

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Optional<CType.Function> c = CFunctions.behind(use);
    Class<?> type = use.rawType();
    if (use.isNatural() || type == NativeFunction.class) {
      if (c.isEmpty() && type == NativeFunction.class) {
        throw Refusals.signature(
            use,
            "the C type of the function",
            type.getTypeName() + " alone",
            "add @DeclaredAs(\"int (*)(int)\"), or declare an interface of your own");
      }
      return c.map(function -> described(use, function, context));
    }
    return method(type).map(method -> declared(use, type, method, c, context));
  }

  @Override
  public int ranking() {
    return RANKING;
  }

  @Override
  public String handles() {
    return "interfaces with one method, and C function pointers";
  }

  private static Marshaller<?> described(
      TypeUse use, CType.Function function, MarshallerContext context) {
    Method call = method(NativeFunction.class).orElseThrow();
    FunctionType type = CFunctions.type(use, function);
    return marshaller(
        type, new JavaFunction<>(NativeFunction.class, call, CallbackRules.DEFAULT), context);
  }

  private static Marshaller<?> declared(
      TypeUse use,
      Class<?> type,
      Method method,
      Optional<CType.Function> c,
      MarshallerContext context) {
    FunctionType read = TypeArguments.fill(use.javaType(), context.functionType(type, method));
    FunctionType merged = c.map(function -> CFunctions.merge(use, read, function)).orElse(read);
    return marshaller(merged, java(type, method), context);
  }

  private static <T> JavaFunction<T> java(Class<T> type, Method method) {
    return new JavaFunction<>(type, method, CallbackRules.DEFAULT);
  }

  private static <T> Marshaller<T> marshaller(
      FunctionType type, JavaFunction<T> java, MarshallerContext context) {
    FunctionPointer<T> pointer = context.functionPointer(type, java);
    return new FunctionMarshaller<>(java.type(), Layout.pointer(context.abi()), pointer);
  }

  /** The only abstract method of an interface, those that every object has aside. */
  private static Optional<Method> method(Class<?> type) {
    if (!type.isInterface() || type.isAnnotation() || type.isSealed()) {
      return Optional.empty();
    }
    List<Method> methods =
        Arrays.stream(type.getMethods())
            .filter(m -> Modifier.isAbstract(m.getModifiers()) && !isOfObject(m))
            .toList();
    return methods.size() == 1 ? Optional.of(methods.get(0)) : Optional.empty();
  }

  private static boolean isOfObject(Method method) {
    return Arrays.stream(Object.class.getMethods())
        .anyMatch(
            m ->
                m.getName().equals(method.getName())
                    && Arrays.equals(m.getParameterTypes(), method.getParameterTypes()));
  }
}

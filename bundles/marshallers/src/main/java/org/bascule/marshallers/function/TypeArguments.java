package org.bascule.marshallers.function;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.bascule.spi.FunctionType;
import org.bascule.spi.TypeUse;

/** Puts what stands between {@code <} and {@code >} into the types of a generic interface. */
final class TypeArguments {
  private TypeArguments() {}

  static FunctionType fill(Type used, FunctionType type) {
    if (!(used instanceof ParameterizedType parameterized)) {
      return type;
    }
    TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
    Map<Type, Type> meanings = new HashMap<>();
    for (int i = 0; i < variables.length; i++) {
      meanings.put(variables[i], parameterized.getActualTypeArguments()[i]);
    }
    return type.withTypes(
        type.result().map(use -> filled(use, meanings)),
        type.parameters().stream().map(use -> filled(use, meanings)).toList());
  }

  private static TypeUse filled(TypeUse use, Map<Type, Type> meanings) {
    Type type = meanings.getOrDefault(use.javaType(), use.javaType());
    return new TypeUse(
        type, use.cType(), use.annotations(), use.place(), use.path(), use.directives());
  }
}

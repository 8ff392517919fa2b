package org.bascule.marshallers.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.FunctionType;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/** Function types as C declares them. */
final class CFunctions {
  private CFunctions() {}

  /** The function behind a pointer; empty if the use is of something else. */
  static Optional<CType.Function> behind(TypeUse use) {
    return use.cType()
        .filter(CType.Pointer.class::isInstance)
        .map(type -> ((CType.Pointer) type).target())
        .filter(CType.Function.class::isInstance)
        .map(CType.Function.class::cast);
  }

  /** The function with the Java types that are natural for its C types. */
  static FunctionType type(TypeUse use, CType.Function function) {
    refuseVariadic(use, function);
    List<TypeUse> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (CType.Member parameter : function.parameters()) {
      parameters.add(natural(parameter, Place.ARGUMENT, "argument " + parameters.size()));
      names.add(parameter.name());
    }
    return new FunctionType(
        CType.brief(new CType.Pointer(function, false)),
        function.convention(),
        result(function),
        parameters,
        names);
  }

  /** A Java interface's method with the C types that were said where it is used. */
  static FunctionType merge(TypeUse use, FunctionType read, CType.Function function) {
    refuseVariadic(use, function);
    if (function.parameters().size() != read.parameters().size()) {
      throw Refusals.signature(
          use,
          read.parameters().size() + " parameters, as " + read.name() + " has",
          function.parameters().size() + " in " + new CType.Pointer(function, false),
          "correct the C type, or use another interface");
    }
    List<TypeUse> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < read.parameters().size(); i++) {
      CType.Member parameter = function.parameters().get(i);
      parameters.add(typed(read.parameters().get(i), parameter));
      names.add(parameter.name().isEmpty() ? read.names().get(i) : parameter.name());
    }
    Optional<TypeUse> result =
        function.result().type() instanceof CType.Void
            ? Optional.empty()
            : read.result().map(r -> typed(r, function.result()));
    return new FunctionType(read.name(), function.convention(), result, parameters, names);
  }

  private static TypeUse typed(TypeUse read, CType.Member member) {
    TypeUse typed =
        new TypeUse(
            read.javaType(),
            Optional.of(read.cType().orElse(member.type())),
            read.annotations(),
            read.place(),
            read.path(),
            read.directives());
    return typed.withDirectives(member.directives());
  }

  private static Optional<TypeUse> result(CType.Function function) {
    CType.Member result = function.result();
    return result.type() instanceof CType.Void
        ? Optional.empty()
        : Optional.of(natural(result, Place.RESULT, "result"));
  }

  private static TypeUse natural(CType.Member member, Place place, String path) {
    Map<String, Directive> directives = member.directives();
    return new TypeUse(
        Object.class, Optional.of(member.type()), List.of(), place, path, directives);
  }

  private static void refuseVariadic(TypeUse use, CType.Function function) {
    if (function.variadic()) {
      throw Refusals.signature(
          use,
          "a fixed number of parameters",
          new CType.Pointer(function, false).toString(),
          "declare the parameters that it is called with");
    }
  }
}

package org.bascule.bridge.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.prototype.Declarations;
import org.bascule.bridge.prototype.Prototype;
import org.bascule.bridge.prototype.SourcePosition;
import org.bascule.bridge.prototype.StructTags;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Makes signatures of prototypes: the Java types are left to the marshallers. */
final class PrototypeSignatures {
  private PrototypeSignatures() {}

  /**
   * The signature of a prototype.
   *
   * @param declared what was declared before
   * @param directives keyed by the path to a pointer; they go before those of the prototype
   */
  static Signature signature(
      String function,
      Prototype prototype,
      Declarations declared,
      Map<String, Directive> directives) {
    List<String> names = prototype.parameters().stream().map(Prototype.Parameter::name).toList();
    Map<Integer, Map<String, Directive>> given = byParameter(function, names, directives);
    StructTags tags = StructTags.of(prototype, declared);
    List<TypeUse> parameters = new ArrayList<>();
    List<String> places = new ArrayList<>();
    places.add(SourcePosition.show(prototype.source(), prototype.resultColumn()));
    for (Prototype.Parameter parameter : prototype.parameters()) {
      int index = parameters.size();
      Map<String, Directive> all = new HashMap<>(parameter.directives());
      all.putAll(given.getOrDefault(index, Map.of()));
      parameters.add(use(tags.resolve(parameter.type()), Place.ARGUMENT, "argument " + index, all));
      places.add(SourcePosition.show(prototype.source(), parameter.column()));
    }
    Map<String, Directive> ofResult = new HashMap<>(prototype.resultDirectives());
    ofResult.putAll(given.getOrDefault(PointerPath.RESULT, Map.of()));
    Optional<TypeUse> result =
        prototype.result() instanceof CType.Void
            ? Optional.empty()
            : Optional.of(use(tags.resolve(prototype.result()), Place.RESULT, "result", ofResult));
    return new Signature(
        function, prototype.convention(), result, parameters, names, false, places);
  }

  private static Map<Integer, Map<String, Directive>> byParameter(
      String function, List<String> names, Map<String, Directive> directives) {
    Map<Integer, Map<String, Directive>> given = new HashMap<>();
    directives.forEach(
        (path, directive) -> {
          PointerPath pointer = PointerPath.of(function, path, names);
          given
              .computeIfAbsent(pointer.parameter(), i -> new HashMap<>())
              .put(pointer.rest(), directive);
        });
    return given;
  }

  private static TypeUse use(
      CType type, Place place, String path, Map<String, Directive> directives) {
    return new TypeUse(Object.class, Optional.of(type), List.of(), place, path, directives);
  }
}

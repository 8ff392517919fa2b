package org.bascule.bridge.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.prototype.Prototype;
import org.bascule.bridge.prototype.SourcePosition;
import org.bascule.spi.CType;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Makes signatures of prototypes: the Java types are left to the marshallers. */
final class PrototypeSignatures {
  private PrototypeSignatures() {}

  static Signature signature(String function, Prototype prototype) {
    List<TypeUse> parameters = new ArrayList<>();
    List<String> places = new ArrayList<>();
    places.add(SourcePosition.show(prototype.source(), prototype.resultColumn()));
    for (Prototype.Parameter parameter : prototype.parameters()) {
      parameters.add(
          new TypeUse(
              Object.class,
              Optional.of(parameter.type()),
              List.of(),
              Place.ARGUMENT,
              "argument " + parameters.size(),
              parameter.directives()));
      places.add(SourcePosition.show(prototype.source(), parameter.column()));
    }
    Optional<TypeUse> result =
        prototype.result() instanceof CType.Void
            ? Optional.empty()
            : Optional.of(use(prototype.result(), Place.RESULT, "result"));
    List<String> names = prototype.parameters().stream().map(Prototype.Parameter::name).toList();
    return new Signature(
        function, prototype.convention(), result, parameters, names, false, places);
  }

  private static TypeUse use(CType type, Place place, String path) {
    return new TypeUse(Object.class, Optional.of(type), List.of(), place, path);
  }
}

package org.bascule.marshallers.struct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** C structs and unions that a prototype defines, by value and by pointer. */
@Component(service = MarshallerFactory.class)
public final class CStructMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    CType type = use.cType().orElse(null);
    if (!use.accepts(Map.class)) {
      return Optional.empty();
    }
    if (type instanceof CType.Struct struct) {
      return Optional.of(struct(struct, use, context));
    }
    return type instanceof CType.Pointer pointer
            && pointer.target() instanceof CType.Struct struct
            && !Pointers.isCounted(use)
        ? Optional.of(pointer(struct, use, context))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "Map as struct and union, by value and by pointer, where C defines them on the spot";
  }

  private static Marshaller<?> struct(CType.Struct struct, TypeUse use, MarshallerContext context) {
    Tags tags = Tags.inside(struct);
    List<Shape.Draft> drafts = new ArrayList<>();
    for (CType.Member member : struct.members()) {
      CType type = tags.resolve(member.type());
      if (member.name().isEmpty()) {
        drafts.add(unnamed(type, use, drafts.size()));
        continue;
      }
      TypeUse plain = use.member(member.name(), Object.class, Optional.of(type), use.annotations());
      drafts.add(
          new Shape.Draft(
              member.name(),
              plain.withDirectives(member.directives()),
              type instanceof CType.Array));
    }
    Shape shape =
        Shape.compile(
            use,
            Tags.name(struct),
            struct.union(),
            struct.packing().orElse(context.abi().defaultPacking()),
            drafts,
            context);
    // What is passed by value is a copy; the caller's Map has no part in what becomes of it.
    boolean updates = use.place() != Place.ARGUMENT;
    return struct.union()
        ? new MapUnionMarshaller(shape, updates)
        : new MapStructMarshaller(shape, updates);
  }

  /** A struct or union in this one, whose members go by their names alone. */
  private static Shape.Draft unnamed(CType type, TypeUse use, int index) {
    String kind = type instanceof CType.Struct struct && struct.union() ? "union" : "struct";
    Map<String, Directive> directives = new HashMap<>(use.directives());
    directives.remove("");
    return new Shape.Draft(
        "unnamed " + kind + " " + index,
        new TypeUse(
            Object.class,
            Optional.of(type),
            use.annotations(),
            Place.FIELD,
            use.path(),
            directives),
        true);
  }

  private static Marshaller<?> pointer(
      CType.Struct struct, TypeUse use, MarshallerContext context) {
    TypeUse target =
        new TypeUse(
            use.javaType(),
            Optional.of(struct),
            Pointers.shared(use),
            Place.TARGET,
            use.path(),
            Pointers.below(use));
    return new StructPointerMarshaller<>(Map.class, context.later(target), use, context.abi());
  }
}

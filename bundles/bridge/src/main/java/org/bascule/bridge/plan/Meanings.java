package org.bascule.bridge.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.spi.CType;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/**
 * Puts what Windows' headers say into the place of names that no marshaller takes by themselves; so
 * a marshaller of somebody's own goes before them. Members and parameters keep their names until
 * they are asked for in turn.
 */
final class Meanings {
  private final TypeNames names;
  private final Predicate<CType.Named> isTaken;
  private final Map<CType.Named, Boolean> taken = new ConcurrentHashMap<>();

  private Meanings(TypeNames names, Predicate<CType.Named> isTaken) {
    this.names = names;
    this.isTaken = isTaken;
  }

  /** Meanings of what no factory of this generation takes. */
  static Meanings in(BindingEnvironment environment, RegistrySnapshot registry) {
    return new Meanings(environment.names(), named -> isTaken(named, environment, registry));
  }

  private static boolean isTaken(
      CType.Named named, BindingEnvironment environment, RegistrySnapshot registry) {
    TypeUse use =
        new TypeUse(Object.class, Optional.of(named), List.of(), Place.TARGET, named.name());
    ResolvingContext context =
        new ResolvingContext(
            named.name(),
            new CompilationUnit(registry),
            environment,
            Map.of(),
            new FunctionScope(List.of()));
    return registry.factories().stream().anyMatch(f -> takes(f, use, context));
  }

  private static boolean takes(RegisteredFactory factory, TypeUse use, ResolvingContext context) {
    try {
      return factory.factory().create(use, context).isPresent();
    } catch (RuntimeException | LinkageError e) {
      // It is told when the type is asked for in earnest.
      return true;
    }
  }

  /** The use with what its C type means. */
  TypeUse of(TypeUse use) {
    if (use.cType().isEmpty()) {
      return use;
    }
    CType said = use.cType().get();
    CType meant = of(said);
    return meant == said
        ? use
        : new TypeUse(
            use.javaType(),
            Optional.of(passed(meant, use.place())),
            use.annotations(),
            use.place(),
            use.path(),
            use.directives());
  }

  /** An argument whose type's name stands for an array or a function is a pointer, as in C. */
  private static CType passed(CType type, Place place) {
    boolean pointed = type instanceof CType.Array || type instanceof CType.Function;
    return pointed && place == Place.ARGUMENT ? new CType.Pointer(type, false) : type;
  }

  private CType of(CType type) {
    if (type instanceof CType.Named named) {
      return taken(named) ? named : names.find(named.name()).map(this::of).orElse(named);
    }
    if (type instanceof CType.Pointer pointer) {
      CType target = of(pointer.target());
      return target == pointer.target() ? pointer : new CType.Pointer(target, pointer.toConst());
    }
    if (type instanceof CType.Array array) {
      CType element = of(array.element());
      return element == array.element() ? array : new CType.Array(element, array.count());
    }
    return type;
  }

  private boolean taken(CType.Named named) {
    Boolean known = taken.get(named);
    if (known == null) {
      known = isTaken.test(named);
      taken.put(named, known);
    }
    return known;
  }
}

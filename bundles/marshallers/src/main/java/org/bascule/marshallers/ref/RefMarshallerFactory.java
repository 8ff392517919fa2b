package org.bascule.marshallers.ref;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.scalar.CScalars;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.Ref;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.service.component.annotations.Component;

/** {@link Ref}: pointers to one value; natural for pointers to pointers and to handles. */
@Component(service = MarshallerFactory.class)
public final class RefMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    if (use.isNatural()) {
      return Pointers.of(use)
          .filter(pointer -> isNatural(pointer, use))
          .map(pointer -> ref(use, naturalTarget(use, pointer.target()), context));
    }
    if (use.rawType() != Ref.class) {
      return Optional.empty();
    }
    return Optional.of(ref(use, declaredTarget(use), context));
  }

  @Override
  public String handles() {
    return "Ref<T> as a pointer to one T; T ** and HANDLE * in C";
  }

  private static boolean isNatural(CType.Pointer pointer, TypeUse use) {
    boolean list = Pointers.text(pointer.target()).isPresent() && !Pointers.isReference(use);
    return use.place() == Place.ARGUMENT
        && (Pointers.isPointer(pointer.target()) || isSaid(pointer.target(), use))
        && !Pointers.isCounted(use)
        && !list;
  }

  /** A mark wants the value moved: whoever takes the type has to do it, and there must be one. */
  private static boolean isSaid(CType target, TypeUse use) {
    return use.directive().filter(d -> d.cType().isEmpty() && d.type().isEmpty()).isPresent()
        && target instanceof CType.Named named
        && !CScalars.isArithmetic(named.name());
  }

  private static TypeUse naturalTarget(TypeUse use, CType target) {
    boolean text = Pointers.text(target).isPresent() && !Pointers.below(use).containsKey("");
    return target(use, text ? String.class : Object.class, Optional.of(target));
  }

  private static TypeUse declaredTarget(TypeUse use) {
    Type argument =
        use.javaType() instanceof ParameterizedType p ? p.getActualTypeArguments()[0] : Ref.class;
    if (argument instanceof WildcardType
        || argument instanceof TypeVariable<?>
        || argument == Ref.class) {
      throw Refusals.signature(
          use,
          "a Ref of a known type, such as Ref<Integer>",
          use.javaType().getTypeName(),
          "write the type of the value between < and >");
    }
    if (Pointers.isCounted(use)) {
      throw Refusals.directive(
          use,
          "one value behind a Ref",
          "a directive with a length",
          "use an array for several values; a path with * speaks of what the value points to");
    }
    if (use.cType().isPresent() && Pointers.of(use).isEmpty()) {
      throw Refusals.signature(
          use, "a C pointer for a Ref", use.cType().get().toString(), "add * to the C type");
    }
    Optional<CType> target =
        Pointers.of(use).map(CType.Pointer::target).filter(c -> !(c instanceof CType.Void));
    return target(use, argument, target);
  }

  private static TypeUse target(TypeUse use, Type type, Optional<CType> cType) {
    return new TypeUse(
        type, cType, Pointers.shared(use), Place.TARGET, use.path() + ".*", Pointers.below(use));
  }

  @SuppressWarnings("unchecked")
  private static Marshaller<?> ref(TypeUse use, TypeUse target, MarshallerContext context) {
    Supplier<Marshaller<?>> found = find(use.place(), target, context);
    // The marshaller of a T is found by T's own use.
    Supplier<Marshaller<Object>> typed = () -> (Marshaller<Object>) found.get();
    return new RefMarshaller<>(use, context.abi(), typed);
  }

  /** In a struct, the target may be the struct that this very pointer stands in. */
  private static Supplier<Marshaller<?>> find(
      Place place, TypeUse target, MarshallerContext context) {
    if (place != Place.ARGUMENT && place != Place.RESULT) {
      return context.later(target);
    }
    Marshaller<?> found = context.marshaller(target);
    return () -> found;
  }
}

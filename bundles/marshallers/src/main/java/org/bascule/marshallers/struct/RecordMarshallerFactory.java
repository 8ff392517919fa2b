package org.bascule.marshallers.struct;

import java.util.List;
import java.util.Optional;
import org.bascule.annotation.Overlaid;
import org.bascule.annotation.Packed;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * Java records as C structs by value, and by pointer where the C type says so. An {@link Address}
 * is none.
 */
@Component(
    service = MarshallerFactory.class,
    property = Constants.SERVICE_RANKING + ":Integer=" + RecordMarshallerFactory.RANKING)
public final class RecordMarshallerFactory implements MarshallerFactory {
  /** Behind everybody who knows one record or enum of his own. */
  static final int RANKING = -1;

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (!type.isRecord() || type == Address.class) {
      return Optional.empty();
    }
    if (use.cType().orElse(null) instanceof CType.Pointer pointer) {
      return Optional.of(pointer(type, pointer, use, context));
    }
    use.cType().ifPresent(c -> checkIsNoPointer(c, use));
    return Optional.of(struct(type, use, context));
  }

  @Override
  public int ranking() {
    return RANKING;
  }

  @Override
  public String handles() {
    return "records as structs and unions (@Packed, @Length, @Overlaid)";
  }

  /** Windows' names of pointers, such as {@code LPRECT}, must not become structs by value. */
  private static void checkIsNoPointer(CType type, TypeUse use) {
    boolean windowsName = type instanceof CType.Named n && n.name().matches("(LP|NP)[A-Z]\\w*");
    if (windowsName || Pointers.isPointer(type)) {
      throw Refusals.signature(
          use,
          "a struct for a record, which is passed by value",
          type + ", the name of a pointer",
          "write the pointer with its star, such as @DeclaredAs(\"struct point *\"), or use Ref<"
              + use.rawType().getSimpleName()
              + "> without @DeclaredAs");
    }
  }

  private static <T> Marshaller<T> pointer(
      Class<T> type, CType.Pointer pointer, TypeUse use, MarshallerContext context) {
    TypeUse target =
        new TypeUse(
            use.javaType(),
            Optional.of(pointer.target()),
            Pointers.shared(use),
            Place.TARGET,
            use.path(),
            Pointers.below(use));
    return new StructPointerMarshaller<>(type, context.later(target), use, context.abi());
  }

  private static Marshaller<?> struct(Class<?> type, TypeUse use, MarshallerContext context) {
    List<Shape.Draft> drafts = new Components(use, type, context).drafts();
    boolean union = type.isAnnotationPresent(Overlaid.class);
    if (drafts.isEmpty()) {
      throw Refusals.signature(
          use, "a record with components", type.getName(), "C has no structs without members");
    }
    if (union) {
      drafts.forEach(RecordMarshallerFactory::checkMayBeNull);
    }
    Shape shape =
        Shape.compile(
            use, type.getSimpleName(), union, packing(type, use, context), drafts, context);
    RecordWeaver weaver = new RecordWeaver(type, shape, use);
    return union
        ? new RecordUnionMarshaller<>(
            weaver.recordType(), shape, weaver.getters(), weaver.reader(true))
        : new RecordStructMarshaller<>(
            weaver.recordType(), shape, weaver.writer(), weaver.reader(false), weaver.getters());
  }

  private static int packing(Class<?> type, TypeUse use, MarshallerContext context) {
    Packed packed = type.getAnnotation(Packed.class);
    if (packed == null) {
      return context.abi().defaultPacking();
    }
    int packing = packed.value();
    if (Integer.bitCount(packing) != 1 || packing < 1 || packing > 16) {
      throw Refusals.signature(
          use,
          "a packing of 1, 2, 4, 8 or 16 bytes",
          "@Packed(" + packing + ") at " + type.getName(),
          "write what #pragma pack says in C");
    }
    return packing;
  }

  private static void checkMayBeNull(Shape.Draft draft) {
    if (draft.use().rawType().isPrimitive()) {
      throw Refusals.signature(
          draft.use(),
          "a component that can be null, since only one of a union's has a value",
          draft.use().javaType().getTypeName(),
          "use the wrapper class, such as Integer");
    }
  }
}

package org.bascule.jna.structure;

import com.sun.jna.Callback;
import com.sun.jna.FromNativeConverter;
import com.sun.jna.NativeMapped;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ToNativeConverter;
import com.sun.jna.TypeMapper;
import java.lang.reflect.Field;
import java.util.Optional;
import org.bascule.jna.Contexts;
import org.bascule.jna.NativeMappedMarshaller;
import org.bascule.jna.library.Converted;
import org.bascule.jna.library.JnaBoolean;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;

/**
 * Finds the mover of each field of one Structure class.
 *
 * @param struct the use that is compiled
 * @param mapper of the class's library; null if there is none
 */
record FieldCompiler(TypeUse struct, TypeMapper mapper, MarshallerContext context) {
  /** What is said of the pointer in this field. */
  Optional<Directive> directive(Field field) {
    return FieldUse.of(struct, field, context).directive();
  }

  /**
   * The mover of that field.
   *
   * @param within where names in directives mean the struct's members first
   */
  FieldMover mover(Field field, MarshallerContext within) {
    Class<?> type = field.getType();
    FieldAccess access = FieldAccess.of(field);
    Optional<FieldMover> mapped = mapped(field, access);
    if (mapped.isPresent()) {
      return mapped.get();
    }
    if (type.isPrimitive()) {
      return primitive(field, access);
    }
    if (type.isArray()) {
      return array(field, access, within);
    }
    Marshaller<?> marshaller = within.marshaller(FieldUse.of(struct, field, context));
    if (marshaller instanceof NativeMappedMarshaller<?> converting) {
      return new ConvertedMover(
          access,
          converting.layout(),
          structure -> converting.told(Contexts.read(structure, field)));
    }
    return marshaller instanceof StructureMarshaller<?> nested
        ? new NestedMover<>(access, nested)
        : ValueMover.of(access, marshaller, KeptValue.of(type));
  }

  private FieldMover primitive(Field field, FieldAccess access) {
    TypeUse use = FieldUse.of(struct, field, context);
    if (field.getType() == boolean.class && use.cType().isEmpty()) {
      JnaBoolean plain = new JnaBoolean(JnaBoolean.ALL_BITS);
      return ScalarMover.of(access, plain.layout(), plain.encoder().get(), plain.decoder().get());
    }
    Marshaller<?> marshaller = context.marshaller(use);
    if (marshaller instanceof ScalarMarshaller<?> scalar
        && scalar.encoder().isPresent()
        && scalar.decoder().isPresent()) {
      return ScalarMover.of(
          access, scalar.layout(), scalar.encoder().get(), scalar.decoder().get());
    }
    return ValueMover.of(boxed(access), marshaller, KeptValue.WRITTEN);
  }

  /** For a marshaller of somebody who gives no handles. */
  private static FieldAccess boxed(FieldAccess access) {
    return new FieldAccess(
        access.name(),
        access.getter().asType(access.getter().type().changeReturnType(Object.class)),
        access.setter().asType(access.setter().type().changeParameterType(1, Object.class)),
        access.sent());
  }

  private FieldMover array(Field field, FieldAccess access, MarshallerContext within) {
    Class<?> component = field.getType().getComponentType();
    TypeUse use = FieldUse.of(struct, field, context);
    Optional<PrimitiveElements> primitive = PrimitiveElements.of(component);
    if (primitive.isPresent()) {
      return new PrimitiveArrayMover(access, primitive.get(), use.path());
    }
    boolean known =
        component == Pointer.class
            || NativeMapped.class.isAssignableFrom(component)
            || Callback.class.isAssignableFrom(component)
            || Structure.class.isAssignableFrom(component) && component != Structure.class;
    if (!known) {
      throw StructureMistakes.fieldType(use);
    }
    Marshaller<?> element =
        within.marshaller(use.part(component, use.cType(), Place.ELEMENT, "[]"));
    return element instanceof StructureMarshaller<?> nested
        ? new NestedArrayMover<>(access, nested, use.path())
        : ElementsMover.of(access, element, use.path());
  }

  /** What the library's mapper converts; as in JNA, not what converts itself. */
  private Optional<FieldMover> mapped(Field field, FieldAccess access) {
    Class<?> type = field.getType();
    if (mapper == null || NativeMapped.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    ToNativeConverter outward = mapper.getToNativeConverter(type);
    FromNativeConverter inward = mapper.getFromNativeConverter(type);
    if (outward == null || inward == null) {
      return Optional.empty();
    }
    TypeUse use = FieldUse.of(struct, field, outward.nativeType(), context);
    Marshaller<?> inner = context.marshaller(use);
    FieldAccess any = type.isPrimitive() ? boxed(access) : access;
    return Optional.of(
        new ConvertedMover(
            any,
            inner.layout(),
            structure ->
                Converted.of(
                    type,
                    inner,
                    outward,
                    inward,
                    Contexts.write(structure, field),
                    Contexts.read(structure, field))));
  }
}

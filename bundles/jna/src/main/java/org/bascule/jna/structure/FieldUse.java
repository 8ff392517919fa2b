package org.bascule.jna.structure;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Memsync;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;

/** The use of a type that a Java field of a struct is, with what its annotations say. */
final class FieldUse {
  private FieldUse() {}

  static TypeUse of(TypeUse struct, Field field, MarshallerContext context) {
    return of(struct, field, field.getGenericType(), context);
  }

  /** The same for what stands in place of the field's type. */
  static TypeUse of(TypeUse struct, Field field, Type type, MarshallerContext context) {
    Optional<CType> cType =
        Optional.ofNullable(field.getAnnotation(DeclaredAs.class))
            .map(c -> context.cType(c.value()));
    // JNA sends lists of texts with zeros between them as Strings.
    TypeUse use =
        struct.member(field.getName(), type, cType, List.of(field.getAnnotations())).withRawText();
    Memsync memsync = field.getAnnotation(Memsync.class);
    if (memsync == null) {
      return use;
    }
    if (!memsync.pointer().isEmpty()) {
      throw StructureMistakes.directivePath(use, memsync.pointer());
    }
    return use.withDirective(Directive.of(memsync, context::cType));
  }
}

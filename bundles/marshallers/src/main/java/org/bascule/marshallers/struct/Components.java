package org.bascule.marshallers.struct;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.CodePage;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Length;
import org.bascule.annotation.Memsync;
import org.bascule.annotation.RawText;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/** Reads what the components of one record say. */
final class Components {
  private static final Map<Class<?>, String> C_NAMES =
      Map.of(
          boolean.class, "BOOL",
          byte.class, "signed char",
          char.class, "wchar_t",
          short.class, "short",
          int.class, "int",
          long.class, "long long",
          float.class, "float",
          double.class, "double");

  private static final List<Class<? extends Annotation>> TEXT =
      List.of(CodePage.class, RawText.class);

  private final TypeUse struct;
  private final Class<?> type;
  private final MarshallerContext context;

  Components(TypeUse struct, Class<?> type, MarshallerContext context) {
    this.struct = struct;
    this.type = type;
    this.context = context;
  }

  List<Shape.Draft> drafts() {
    List<Shape.Draft> drafts = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      drafts.add(draft(component));
    }
    return drafts;
  }

  private Shape.Draft draft(RecordComponent component) {
    List<Annotation> annotations = annotations(component);
    TypeUse bare =
        struct.member(
            component.getName(), component.getGenericType(), Optional.empty(), annotations);
    Optional<CType> cType = bare.annotation(DeclaredAs.class).map(a -> context.cType(a.value()));
    Optional<Length> length = bare.annotation(Length.class);
    if (length.isPresent()) {
      cType = Optional.of(array(bare, cType, length.get()));
    }
    TypeUse use =
        struct.member(component.getName(), component.getGenericType(), cType, annotations);
    boolean inline = cType.filter(CType.Array.class::isInstance).isPresent();
    return new Shape.Draft(component.getName(), directed(use), inline);
  }

  private TypeUse directed(TypeUse use) {
    Optional<String> counted =
        use.annotation(Length.class).map(Length::of).filter(text -> !text.isEmpty());
    if (counted.isPresent()) {
      return use.withDirective(Directive.NONE.withLength(counted.get()));
    }
    return use.annotation(Memsync.class)
        .map(m -> use.withDirective(Directive.of(m, context::cType)))
        .orElse(use);
  }

  /** What the record, or where the record stands, says of text goes for its components too. */
  private List<Annotation> annotations(RecordComponent component) {
    List<Annotation> all = new ArrayList<>(Arrays.asList(component.getAnnotations()));
    for (Class<? extends Annotation> text : TEXT) {
      if (all.stream().noneMatch(text::isInstance)) {
        Optional.<Annotation>ofNullable(type.getAnnotation(text))
            .or(() -> struct.annotation(text))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private static CType array(TypeUse use, Optional<CType> cElement, Length length) {
    boolean counted = !length.of().isEmpty();
    // Declared as C declares a flexible array.
    int[] lengths = counted && length.value().length == 0 ? new int[1] : length.value();
    Class<?> element = use.rawType();
    int dimensions = 0;
    while (element.isArray()) {
      element = element.getComponentType();
      dimensions++;
    }
    boolean text = element == String.class && dimensions == lengths.length - 1;
    if (!text && (dimensions != lengths.length || dimensions == 0)) {
      throw Refusals.signature(
          use,
          "one @Length for each dimension of an array; one more for text in place",
          Arrays.toString(lengths) + " for " + use.javaType().getTypeName(),
          "write as many lengths as the array has dimensions");
    }
    CType array = cElement.orElse(cType(element, text));
    for (int i = lengths.length - 1; i >= 0; i--) {
      if (lengths[i] < (counted && i == 0 ? 0 : 1)) {
        throw Refusals.signature(
            use, "lengths of at least 1", String.valueOf(lengths[i]), "correct @Length");
      }
      array = new CType.Array(array, lengths[i]);
    }
    return array;
  }

  /** What C calls an element where only Java says it. */
  private static CType cType(Class<?> element, boolean text) {
    if (element == String.class) {
      CType character = new CType.Named("char");
      return text ? character : new CType.Pointer(character, true);
    }
    if (element == Address.class) {
      return new CType.Pointer(new CType.Void(), false);
    }
    String name = element.isEnum() ? "int" : "struct " + element.getSimpleName();
    return new CType.Named(C_NAMES.getOrDefault(element, name));
  }
}

package org.bascule.windowstypes;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Writes types as C declares them, in the words that prototypes take. */
final class CWriter {
  private final Headers headers;
  private final Layouts layouts;

  CWriter(Headers headers, Layouts layouts) {
    this.headers = headers;
    this.layouts = layouts;
  }

  /**
   * Where a type is written; decides what becomes of pointers. What Windows' structs point to is
   * mostly more than one value, or of another length than its type: it stays an address. In a union
   * the bytes may be no pointer at all.
   */
  enum Place {
    ANYWHERE,
    STRUCT,
    UNION
  }

  /** A typedef, with its semicolon. */
  String typedef(Element typedef) {
    return "typedef " + meaning(typedef) + ";";
  }

  private String meaning(Element typedef) {
    String name = typedef.name();
    Element meaning = headers.meaningOf(typedef);
    if (isHandle(meaning)) {
      return name.equals("HANDLE") ? "void *HANDLE" : "HANDLE " + name;
    }
    Element type = headers.typeOf(typedef);
    if (headers.nameOfUntagged(type).filter(name::equals).isPresent() && type.isStruct()) {
      return layouts.isStructDescribable(type)
          ? body(type, name) + " " + name
          : type.tag() + name + " " + name;
    }
    return write(typedef, name, false, Place.ANYWHERE);
  }

  /** The definition of a struct or union that has a tag, with its semicolon. */
  String definition(Element struct) {
    return body(struct, struct.name()) + ";";
  }

  private String body(Element struct, String tag) {
    OptionalInt packing = layouts.packingOf(struct);
    Place place = struct.is("Union") ? Place.UNION : Place.STRUCT;
    String members =
        headers.fields(struct).stream()
            .map(field -> field(field, place))
            .collect(Collectors.joining(" ", "{ ", " }"));
    return (struct.is("Union") ? "union " : "struct ")
        + (packing.isPresent() ? "[pack(" + packing.getAsInt() + ")] " : "")
        + (tag.isEmpty() ? "" : tag + " ")
        + members;
  }

  private String field(Element field, Place place) {
    Element type = headers.typeOf(field);
    // Members of what has no name are members of the struct around it, whatever its tag.
    return (field.name().isEmpty() ? body(type, "") : write(field, field.name(), false, place))
        + ";";
  }

  /** The type that an element is of, around a declarator. */
  private String write(Element typed, String declarator, boolean constant, Place place) {
    Element meaning = headers.meaningOf(typed);
    if (isHidden(meaning, place)) {
      return "void *" + declarator;
    }
    Element type = headers.typeOf(typed);
    boolean known = !headers.isCompilersOwn(type);
    return switch (type.kind()) {
      case "CvQualifiedType" ->
          write(type, declarator, constant || isConst(type) && !meaning.is("PointerType"), place);
      case "Typedef" ->
          known
              ? base(type.name(), declarator, constant)
              : write(type, declarator, constant, place);
      case "PointerType" -> pointer(type, declarator, place);
      case "ArrayType" ->
          write(type, declarator + "[" + Layouts.count(type) + "]", constant, place);
      case "FunctionType" ->
          write(type.typed("returns"), declarator + parameters(type), false, Place.ANYWHERE);
      case "Enumeration" ->
          base(type.name().isEmpty() ? "int" : "enum " + type.name(), declarator, constant);
      case "Struct", "Union" -> base(struct(type), declarator, constant);
      default -> base(type.name(), declarator, constant);
    };
  }

  private String struct(Element struct) {
    return struct.name().isEmpty()
        ? headers.nameOfUntagged(struct).orElseGet(() -> body(struct, ""))
        : struct.tag();
  }

  private static boolean isConst(Element qualified) {
    return qualified.attribute("const").isPresent();
  }

  private String pointer(Element pointer, String declarator, Place place) {
    Element target = headers.typeOf(pointer);
    String starred = "*" + declarator;
    if (target.is("FunctionType")) {
      starred = "(" + convention(target) + starred + ")";
    } else if (target.is("ArrayType")) {
      starred = "(" + starred + ")";
    }
    return write(pointer, starred, false, Place.ANYWHERE);
  }

  private static String convention(Element function) {
    String attributes = function.attribute("attributes").orElse("");
    return attributes.contains("stdcall") ? "__stdcall " : "";
  }

  private String parameters(Element function) {
    String list =
        function.parts().stream()
            .map(p -> write(p, "", false, Place.ANYWHERE))
            .collect(Collectors.joining(", "));
    return "(" + (list.isEmpty() ? "void" : list) + ")";
  }

  private static String base(String type, String declarator, boolean constant) {
    String word = (constant ? "const " : "") + type;
    return declarator.isEmpty() ? word : word + " " + declarator;
  }

  /** What {@code DECLARE_HANDLE} makes, or {@code HANDLE} itself. */
  boolean isHandle(Element meaning) {
    return meaning.is("PointerType") && isHandleStruct(headers.meaningOf(meaning));
  }

  /** The struct that a handle seems to point to. */
  boolean isHandleStruct(Element struct) {
    List<Element> fields = struct.is("Struct") ? headers.fields(struct) : List.of();
    return fields.size() == 1
        && fields.get(0).name().equals("unused")
        && struct.name().endsWith("__");
  }

  private boolean isHidden(Element meaning, Place place) {
    if (!meaning.is("PointerType") || isHandle(meaning)) {
      return false;
    }
    Element target = headers.meaningOf(meaning);
    if (target.is("FunctionType")) {
      return place == Place.UNION || !layouts.isFunctionDescribable(target);
    }
    boolean nothing = target.name().equals("void");
    boolean followed = target.isStruct() || target.is("PointerType") || target.is("ArrayType");
    return place == Place.UNION && !nothing || place == Place.STRUCT && followed;
  }
}

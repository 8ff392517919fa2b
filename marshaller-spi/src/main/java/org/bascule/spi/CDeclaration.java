package org.bascule.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Writes C declarations, from the name outwards: what stands behind a name binds closer than the
 * stars before it, so pointers to arrays and to functions need parentheses.
 */
final class CDeclaration {
  private final Map<String, Directive> directives;
  private final boolean brief;

  private CDeclaration(Map<String, Directive> directives, boolean brief) {
    this.directives = directives;
    this.brief = brief;
  }

  static String of(CType type, String name, Map<String, Directive> directives) {
    return new CDeclaration(directives, false).write(type, name, false, 0);
  }

  /** Structs that have a tag are not written out. */
  static String brief(CType type) {
    return new CDeclaration(Map.of(), true).write(type, "", false, 0);
  }

  static String struct(CType.Struct struct) {
    return (struct.union() ? "union " : "struct ")
        + packing(struct.packing())
        + (struct.tag().isEmpty() ? "" : struct.tag() + " ")
        + struct.members().stream().map(m -> m + ";").collect(Collectors.joining(" ", "{ ", " }"));
  }

  /** Compilers have a word of their own only for the closest packing. */
  private static String packing(OptionalInt packing) {
    if (packing.isEmpty()) {
      return "";
    }
    return packing.getAsInt() == 1
        ? "__attribute__((packed)) "
        : "[pack(" + packing.getAsInt() + ")] ";
  }

  /**
   * Writes one layer of a type around what has been written.
   *
   * @param declarator the name and what stands around it already
   * @param constant whether the type is const here
   * @param followed how many pointers were followed from the name to here
   */
  private String write(CType type, String declarator, boolean constant, int followed) {
    if (type instanceof CType.Pointer pointer) {
      return pointer(pointer, declarator, constant, followed);
    }
    if (type instanceof CType.Array array) {
      return write(array.element(), declarator + "[" + array.count() + "]", constant, followed);
    }
    if (type instanceof CType.Function function) {
      CType.Member result = function.result();
      return of(result, declarator + parameters(function));
    }
    return beside((constant ? "const " : "") + word(type), declarator);
  }

  private String of(CType.Member member, String declarator) {
    return new CDeclaration(member.directives(), brief).write(member.type(), declarator, false, 0);
  }

  private String word(CType type) {
    if (brief && type instanceof CType.Struct struct && !struct.tag().isEmpty()) {
      return (struct.union() ? "union " : "struct ") + struct.tag();
    }
    return type.toString();
  }

  private String pointer(CType.Pointer pointer, String declarator, boolean constant, int followed) {
    Optional<String> length = length(followed);
    CType target = pointer.target();
    if (length.isPresent()) {
      // The parser reads a[n] and (*a)[n] as the same.
      String name = followed == 0 ? declarator : "(*" + declarator + ")";
      return write(target, name + "[" + length.get() + "]", pointer.toConst(), followed + 1);
    }
    String starred = constant ? beside("*const", declarator) : "*" + declarator;
    if (target instanceof CType.Array) {
      starred = "(" + starred + ")";
    } else if (target instanceof CType.Function function) {
      String convention =
          function.convention() == Convention.CDECL ? "" : function.convention().keyword() + " ";
      starred = "(" + convention + starred + ")";
    }
    return write(target, starred, pointer.toConst(), followed + 1);
  }

  private String parameters(CType.Function function) {
    List<CType.Member> parameters = function.parameters();
    String list = parameters.stream().map(m -> of(m, m.name())).collect(Collectors.joining(", "));
    String rest = function.variadic() ? (list.isEmpty() ? "..." : ", ...") : "";
    return "(" + (list.isEmpty() && rest.isEmpty() ? "void" : list + rest) + ")";
  }

  private Optional<String> length(int followed) {
    String key = String.join(".", List.of("*".repeat(followed).split("")));
    return Optional.ofNullable(directives.get(key)).flatMap(Directive::length);
  }

  private static String beside(String type, String declarator) {
    boolean apart = !declarator.isEmpty() && !declarator.startsWith("[");
    return type + (apart ? " " : "") + declarator;
  }
}

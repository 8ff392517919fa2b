package org.bascule.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A type as a C prototype or a {@link org.bascule.annotation.CType} annotation names it. */
public sealed interface CType {
  /** {@code void}. */
  record Void() implements CType {
    @Override
    public String toString() {
      return "void";
    }
  }

  /**
   * An arithmetic type, a typedef name, or {@code struct}, {@code union} or {@code enum} with its
   * tag.
   *
   * @param name canonical for arithmetic types, words in this order: {@code signed char}, {@code
   *     unsigned short}, {@code int}, {@code unsigned long long}, {@code long double}; other names
   *     as written
   */
  record Named(String name) implements CType {
    public Named {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A pointer.
   *
   * @param target what it points to
   * @param toConst whether the target is {@code const}: the function does not write through it
   */
  record Pointer(CType target, boolean toConst) implements CType {
    public Pointer {
      Objects.requireNonNull(target, "target");
    }

    @Override
    public String toString() {
      if (target instanceof Array) {
        return (toConst ? "const " : "") + CType.declaration(this, "", Optional.empty());
      }
      if (target instanceof Pointer) {
        return target + (toConst ? "const *" : "*");
      }
      return (toConst ? "const " : "") + target + " *";
    }
  }

  /** An array of fixed length, which lies where it stands. */
  record Array(CType element, long count) implements CType {
    public Array {
      Objects.requireNonNull(element, "element");
    }

    @Override
    public String toString() {
      return CType.declaration(this, "", Optional.empty());
    }
  }

  /**
   * A struct or union that is defined on the spot.
   *
   * @param tag empty if it has none
   * @param union whether all members begin at its first byte
   */
  record Struct(String tag, boolean union, List<Member> members) implements CType {
    public Struct {
      Objects.requireNonNull(tag, "tag");
      members = List.copyOf(members);
    }

    @Override
    public String toString() {
      return (union ? "union " : "struct ")
          + (tag.isEmpty() ? "" : tag + " ")
          + members.stream().map(m -> m + ";").collect(Collectors.joining(" ", "{ ", " }"));
    }
  }

  /** A member; its directive is empty unless its length was given as an expression. */
  record Member(String name, CType type, Optional<Directive> directive) {
    public Member {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(directive, "directive");
    }

    @Override
    public String toString() {
      return CType.declaration(type, name, directive);
    }
  }

  /** A declaration as C writes it: arrays' lengths behind the name. */
  static String declaration(CType type, String name, Optional<Directive> directive) {
    Optional<String> length = directive.flatMap(Directive::length);
    if (length.isPresent() && type instanceof Pointer pointer) {
      return (pointer.toConst() ? "const " : "")
          + declaration(pointer.target(), name + "[" + length.get() + "]", Optional.empty());
    }
    StringBuilder dimensions = new StringBuilder();
    CType element = type;
    while (element instanceof Array array) {
      dimensions.append('[').append(array.count()).append(']');
      element = array.element();
    }
    if (element instanceof Pointer pointer && pointer.target() instanceof Array) {
      return declaration(pointer.target(), "(*" + name + ")", Optional.empty()) + dimensions;
    }
    String text = element.toString();
    return text + (text.endsWith("*") || name.isEmpty() ? "" : " ") + name + dimensions;
  }
}

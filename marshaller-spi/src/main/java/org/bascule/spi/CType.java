package org.bascule.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A type as a C prototype or a {@link org.bascule.annotation.DeclaredAs} annotation names it. */
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
   * A pointer; a function pointer if its target is a {@link Function}.
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
      return CType.declaration(this, "", Map.of());
    }
  }

  /** An array of fixed length, which lies where it stands. */
  record Array(CType element, long count) implements CType {
    public Array {
      Objects.requireNonNull(element, "element");
    }

    @Override
    public String toString() {
      return CType.declaration(this, "", Map.of());
    }
  }

  /**
   * A struct or union that is defined on the spot.
   *
   * @param tag empty if it has none
   * @param union whether all members begin at its first byte
   * @param packing no member is aligned to more than this; empty for the compiler's default
   */
  record Struct(String tag, boolean union, OptionalInt packing, List<Member> members)
      implements CType {
    public Struct {
      Objects.requireNonNull(tag, "tag");
      Objects.requireNonNull(packing, "packing");
      members = List.copyOf(members);
    }

    /** One that is not packed. */
    public Struct(String tag, boolean union, List<Member> members) {
      this(tag, union, OptionalInt.empty(), members);
    }

    /** The same with other members. */
    public Struct withMembers(List<Member> others) {
      return new Struct(tag, union, packing, others);
    }

    @Override
    public String toString() {
      return CDeclaration.struct(this);
    }
  }

  /**
   * What a function takes and returns. Stands behind a {@link Pointer} wherever a value is meant:
   * {@code int (*f)(int)} and the parameter {@code int f(int)} are both a pointer to it.
   *
   * @param result its result, by the name {@link #RESULT}; of type {@link Void} for none
   * @param parameters in order; arrays are pointers there, as in C; names are empty where there are
   *     none
   * @param convention how it is called; matters on x86 only
   * @param variadic whether more arguments may follow
   */
  record Function(Member result, List<Member> parameters, Convention convention, boolean variadic)
      implements CType {
    /** The name of a function's result as a member. */
    public static final String RESULT = "result";

    public Function {
      Objects.requireNonNull(result, "result");
      parameters = List.copyOf(parameters);
      Objects.requireNonNull(convention, "convention");
    }

    @Override
    public String toString() {
      return CType.declaration(this, "", Map.of());
    }
  }

  /**
   * A member of a struct, or a parameter or the result of a function.
   *
   * @param directives what was said of its memory, such as a length that is an expression; keyed by
   *     the path from here, as in {@link TypeUse#directives}
   */
  record Member(String name, CType type, Map<String, Directive> directives) {
    public Member {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      directives = Map.copyOf(directives);
    }

    /** A member with at most the directive for the pointer that it is itself. */
    public Member(String name, CType type, Optional<Directive> directive) {
      this(name, type, directive.map(d -> Map.of("", d)).orElse(Map.of()));
    }

    /** The directive for this very pointer. */
    public Optional<Directive> directive() {
      return Optional.ofNullable(directives.get(""));
    }

    /** The same of another type. */
    public Member withType(CType other) {
      return new Member(name, other, directives);
    }

    @Override
    public String toString() {
      return CType.declaration(type, name, directives);
    }
  }

  /**
   * A declaration as C writes it: stars before the name, arrays' lengths and parameters behind it.
   *
   * @param name empty to write the type alone
   * @param directives whose lengths are written as those of arrays; keyed by the path from here
   */
  static String declaration(CType type, String name, Map<String, Directive> directives) {
    return CDeclaration.of(type, name, directives);
  }

  /**
   * The type alone as a name of it: structs and unions that have a tag are named by it and not
   * written out, so that the name is as short as the declaration that was read.
   */
  static String brief(CType type) {
    return CDeclaration.brief(type);
  }
}

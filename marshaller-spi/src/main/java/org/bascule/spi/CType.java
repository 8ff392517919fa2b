package org.bascule.spi;

import java.util.Objects;

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
      if (target instanceof Pointer) {
        return target + (toConst ? "const *" : "*");
      }
      return (toConst ? "const " : "") + target + " *";
    }
  }
}

package org.bascule.bridge.prototype;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.Direction;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;

/**
 * What a declaration says of a name.
 *
 * @param name empty if it was given none
 * @param constant whether it is {@code const} itself; of an array, whether its elements are
 * @param directives what was said of its memory, keyed by the path from here; {@code *} is behind
 *     the first pointer
 */
record Declared(String name, CType type, boolean constant, Map<String, Directive> directives) {
  Declared {
    directives = Map.copyOf(directives);
  }

  Declared named(String given) {
    return new Declared(given, type, constant, directives);
  }

  /** The same, as an array of so many. */
  Declared times(long count) {
    return new Declared(name, new CType.Array(type, count), constant, directives);
  }

  /**
   * A pointer to it.
   *
   * @param constantPointer whether the pointer itself is const
   */
  Declared pointedTo(boolean constantPointer) {
    Map<String, Directive> below = new HashMap<>();
    directives.forEach((key, d) -> below.put(key.isEmpty() ? "*" : "*." + key, d));
    return new Declared(name, new CType.Pointer(type, constant), constantPointer, below);
  }

  /** A pointer to that many of it, by an expression; what is const is only read. */
  Declared counted(Optional<String> length) {
    Direction direction = constant ? Direction.IN : Direction.IN_OUT;
    Declared pointer = pointedTo(false);
    return length
        .map(text -> pointer.with(Directive.NONE.withLength(text).withDirection(direction)))
        .orElse(pointer);
  }

  /** The same, with this said of the pointer itself. */
  Declared with(Directive directive) {
    Map<String, Directive> all = new HashMap<>(directives);
    all.put("", directive);
    return new Declared(name, type, constant, all);
  }

  CType.Member member() {
    return new CType.Member(name, type, directives);
  }
}

package org.bascule.marshallers.struct;

import java.util.HashMap;
import java.util.Map;
import org.bascule.spi.CType;

/**
 * What {@code struct tag} means inside a definition: the definition itself, and those before it in
 * it. A reference is replaced by what it means one step at a time, so that the types stay finite.
 */
final class Tags {
  private final Map<String, CType.Struct> known = new HashMap<>();
  private final CType.Struct enclosing;

  private Tags(CType.Struct enclosing) {
    this.enclosing = enclosing;
    add(enclosing);
  }

  /** The tags that are known before the first member of this definition. */
  static Tags inside(CType.Struct definition) {
    return new Tags(definition);
  }

  /** A member's type with its references resolved; what it defines is known from here on. */
  CType resolve(CType type) {
    CType resolved = replace(type, false);
    define(resolved);
    return resolved;
  }

  private CType replace(CType type, boolean behindPointer) {
    if (type instanceof CType.Named named) {
      CType.Struct meant = known.get(named.name());
      // A struct cannot lie in itself; only pointers to it can.
      return meant == null || meant == enclosing && !behindPointer ? named : meant;
    }
    if (type instanceof CType.Pointer pointer) {
      return new CType.Pointer(replace(pointer.target(), true), pointer.toConst());
    }
    if (type instanceof CType.Array array) {
      return new CType.Array(replace(array.element(), behindPointer), array.count());
    }
    if (type instanceof CType.Function function) {
      return new CType.Function(
          replace(function.result(), true),
          function.parameters().stream().map(p -> replace(p, true)).toList(),
          function.convention(),
          function.variadic());
    }
    return type instanceof CType.Struct struct ? replace(struct, behindPointer) : type;
  }

  private CType.Member replace(CType.Member member, boolean behindPointer) {
    return member.withType(replace(member.type(), behindPointer));
  }

  private CType.Struct replace(CType.Struct struct, boolean behindPointer) {
    // A definition that defines one of these tags itself means its own; it came from outside.
    if (known.keySet().stream().anyMatch(tag -> defines(struct, tag))) {
      return struct;
    }
    return struct.withMembers(
        struct.members().stream().map(m -> replace(m, behindPointer)).toList());
  }

  private void define(CType type) {
    if (type instanceof CType.Pointer pointer) {
      define(pointer.target());
    } else if (type instanceof CType.Array array) {
      define(array.element());
    } else if (type instanceof CType.Struct struct) {
      add(struct);
    }
  }

  private void add(CType.Struct struct) {
    if (!struct.tag().isEmpty()) {
      known.putIfAbsent(name(struct), struct);
    }
  }

  private static boolean defines(CType type, String tag) {
    if (type instanceof CType.Pointer pointer) {
      return defines(pointer.target(), tag);
    }
    if (type instanceof CType.Array array) {
      return defines(array.element(), tag);
    }
    if (type instanceof CType.Function function) {
      return defines(function.result().type(), tag)
          || function.parameters().stream().anyMatch(p -> defines(p.type(), tag));
    }
    return type instanceof CType.Struct struct
        && (name(struct).equals(tag)
            || struct.members().stream().anyMatch(m -> defines(m.type(), tag)));
  }

  /** {@code struct tag}, or {@code struct} alone. */
  static String name(CType.Struct struct) {
    return ((struct.union() ? "union " : "struct ") + struct.tag()).strip();
  }
}

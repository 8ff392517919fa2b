package org.bascule.bridge.prototype;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bascule.spi.CType;

/**
 * What {@code struct tag} means in a text that defines it in one place and uses it in others, or
 * that comes after a declaration of it. References inside the definition itself stay as they are.
 */
public final class StructTags {
  private final Map<String, CType.Struct> known = new HashMap<>();

  private StructTags() {}

  /** The tags that a prototype defines, and those that were declared before. */
  public static StructTags of(Prototype prototype, Declarations declared) {
    StructTags tags = new StructTags();
    tags.collect(prototype.result());
    prototype.parameters().forEach(parameter -> tags.collect(parameter.type()));
    declared.structs().forEach(tags.known::putIfAbsent);
    return tags;
  }

  /** The tags that a type defines, and those that were declared before. */
  static StructTags of(CType type, Declarations declared) {
    StructTags tags = new StructTags();
    tags.collect(type);
    declared.structs().forEach(tags.known::putIfAbsent);
    return tags;
  }

  /** The type with definitions in the place of the tags that mean them. */
  public CType resolve(CType type) {
    return known.isEmpty() ? type : resolve(type, Set.of());
  }

  private CType resolve(CType type, Set<String> inside) {
    if (type instanceof CType.Named named) {
      CType.Struct meant = inside.contains(named.name()) ? null : known.get(named.name());
      return meant == null ? named : resolve(meant, inside);
    }
    if (type instanceof CType.Pointer pointer) {
      return new CType.Pointer(resolve(pointer.target(), inside), pointer.toConst());
    }
    if (type instanceof CType.Array array) {
      return new CType.Array(resolve(array.element(), inside), array.count());
    }
    if (type instanceof CType.Function function) {
      return new CType.Function(
          resolve(function.result(), inside),
          function.parameters().stream().map(p -> resolve(p, inside)).toList(),
          function.convention(),
          function.variadic());
    }
    return type instanceof CType.Struct struct ? resolve(struct, inside) : type;
  }

  private CType.Member resolve(CType.Member member, Set<String> inside) {
    return member.withType(resolve(member.type(), inside));
  }

  private CType.Struct resolve(CType.Struct struct, Set<String> inside) {
    Set<String> deeper = new HashSet<>(inside);
    deeper.add(name(struct));
    return struct.withMembers(struct.members().stream().map(m -> resolve(m, deeper)).toList());
  }

  private void collect(CType type) {
    if (type instanceof CType.Pointer pointer) {
      collect(pointer.target());
    } else if (type instanceof CType.Array array) {
      collect(array.element());
    } else if (type instanceof CType.Function function) {
      collect(function.result().type());
      function.parameters().forEach(parameter -> collect(parameter.type()));
    } else if (type instanceof CType.Struct struct) {
      if (!struct.tag().isEmpty()) {
        known.putIfAbsent(name(struct), struct);
      }
      struct.members().forEach(member -> collect(member.type()));
    }
  }

  private static String name(CType.Struct struct) {
    return (struct.union() ? "union " : "struct ") + struct.tag();
  }
}

package org.bascule.bridge.prototype;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bascule.spi.CType;

/**
 * C types and constants that hold for all later texts: typedefs, structs, unions and enums by their
 * tags, the constants of enums. Immutable.
 */
public final class Declarations {
  /** Nothing but what C knows itself. */
  public static final Declarations NONE = new Declarations(Map.of(), Map.of());

  private final Map<String, CType> types;
  private final Map<String, CType.Struct> structs;
  private final Map<String, Long> constants;

  private Declarations(Map<String, CType> types, Map<String, Long> constants) {
    this.types = Map.copyOf(types);
    this.structs = structs(types);
    this.constants = Map.copyOf(constants);
  }

  /** What a name stands for, or a tag behind its keyword. */
  public Optional<CType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** Structs and unions, by keyword and tag. */
  Map<String, CType.Struct> structs() {
    return structs;
  }

  private static Map<String, CType.Struct> structs(Map<String, CType> types) {
    Map<String, CType.Struct> structs = new HashMap<>();
    types.forEach(
        (name, type) -> {
          if (name.indexOf(' ') > 0 && type instanceof CType.Struct struct) {
            structs.put(name, struct);
          }
        });
    return Map.copyOf(structs);
  }

  /** What a text adds while it is read, in its order. Confined to one thread. */
  static final class Draft {
    private final Map<String, CType> types;
    private final Map<String, Long> constants;
    private final Set<String> added = new LinkedHashSet<>();

    Draft(Declarations known) {
      this.types = new HashMap<>(known.types);
      this.constants = new HashMap<>(known.constants);
    }

    /**
     * What a name stands for.
     *
     * @param name of a typedef
     */
    Optional<CType> type(String name) {
      return Optional.ofNullable(types.get(name));
    }

    Optional<Long> constant(String name) {
      return Optional.ofNullable(constants.get(name));
    }

    /** Whether it was not declared as another type before. */
    boolean declare(String name, CType type) {
      added.add(name);
      CType before = types.put(name, type);
      return before == null || before.equals(type);
    }

    /** Whether it was not declared with another value before. */
    boolean declare(String name, long value) {
      added.add(name);
      Long before = constants.put(name, value);
      return before == null || before == value;
    }

    /** The names that were declared, in their order. */
    List<String> added() {
      return List.copyOf(added);
    }

    Declarations done() {
      return new Declarations(types, constants);
    }
  }
}

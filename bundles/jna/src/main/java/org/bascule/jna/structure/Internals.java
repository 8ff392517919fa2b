package org.bascule.jna.structure;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.TypeMapper;
import com.sun.jna.Union;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.List;

/**
 * What JNA keeps to itself about a {@link Structure}; the names are those of JNA 5. Classes may
 * override {@code getFields} and what it calls, so these are called and not copied.
 */
final class Internals {
  private static final MethodHandles.Lookup STRUCTURE = lookup(Structure.class);
  private static final MethodHandle FIELDS =
      method("getFields", MethodType.methodType(List.class, boolean.class));
  private static final MethodHandle USE_MEMORY =
      method("useMemory", MethodType.methodType(void.class, Pointer.class));
  private static final MethodHandle OFFSET =
      method("fieldOffset", MethodType.methodType(int.class, String.class));
  private static final MethodHandle ALIGN_TYPE = getter("actualAlignType", int.class);
  private static final MethodHandle TYPE_MAPPER = getter("typeMapper", TypeMapper.class);
  private static final MethodHandle MEMORY = getter("memory", Pointer.class);
  private static final MethodHandle ARRAY = getter("array", Structure[].class);
  private static final MethodHandle ACTIVE = activeField();

  private Internals() {}

  /** The fields in their order in memory. */
  @SuppressWarnings("unchecked")
  static List<Field> fields(Structure structure) {
    try {
      return (List<Field>) FIELDS.invokeExact(structure, true);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Where JNA has this field on Linux. */
  static int offset(Structure structure, String field) {
    try {
      return (int) OFFSET.invokeExact(structure, field);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Whether JNA has made this memory for a structure itself. */
  static boolean isAutomatic(Pointer memory) {
    return memory.getClass().getEnclosingClass() == Structure.class;
  }

  /** Makes the structure lie over this memory; nothing is read. */
  static void useMemory(Structure structure, Pointer memory) {
    try {
      USE_MEMORY.invokeExact(structure, memory);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Whether its members are not aligned at all. */
  static boolean isPacked(Structure structure) {
    try {
      return (int) ALIGN_TYPE.invokeExact(structure) == Structure.ALIGN_NONE;
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** How its library maps types; null if as usual. */
  static TypeMapper typeMapper(Structure structure) {
    try {
      return (TypeMapper) TYPE_MAPPER.invokeExact(structure);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Where it lies; null if it has no memory yet. */
  static Pointer memory(Structure structure) {
    try {
      return (Pointer) MEMORY.invokeExact(structure);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** What {@code toArray} made of it; null if it stands alone. */
  static Structure[] array(Structure structure) {
    try {
      return (Structure[]) ARRAY.invokeExact(structure);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** The name of the union's active field; null if none was chosen. */
  static String activeField(Union union) {
    try {
      return (String) ACTIVE.invokeExact(union);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Handles throw whatever the code behind them throws, which here is never checked. */
  static RuntimeException thrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  private static MethodHandles.Lookup lookup(Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandle method(String name, MethodType type) {
    try {
      return STRUCTURE.findVirtual(Structure.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandle getter(String name, Class<?> type) {
    try {
      return STRUCTURE.findGetter(Structure.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code union.activeField.name}, or null: the field's class has no name outside of JNA. */
  private static MethodHandle activeField() {
    try {
      Field active = Union.class.getDeclaredField("activeField");
      MethodHandle field = lookup(Union.class).unreflectGetter(active);
      MethodHandle name =
          lookup(active.getType()).findGetter(active.getType(), "name", String.class);
      MethodHandle isNull =
          MethodHandles.publicLookup()
              .findStatic(
                  java.util.Objects.class,
                  "isNull",
                  MethodType.methodType(boolean.class, Object.class))
              .asType(MethodType.methodType(boolean.class, active.getType()));
      MethodHandle nothing =
          MethodHandles.dropArguments(
              MethodHandles.constant(String.class, null), 0, active.getType());
      return MethodHandles.filterArguments(
          MethodHandles.guardWithTest(isNull, nothing, name), 0, field);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

package org.bascule.jna.library;

import com.sun.jna.Library;
import com.sun.jna.TypeMapper;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/**
 * The options that an interface gives itself: those its instance is loaded with, else, as JNA finds
 * them, its fields {@code OPTIONS}, {@code TYPE_MAPPER}, {@code STRUCTURE_ALIGNMENT} and {@code
 * STRING_ENCODING}. Read from a copy of the interface, which is initialised in its place.
 */
final class InterfaceConstants {
  private InterfaceConstants() {}

  /**
   * The options; of the nearest super-interface if it has no constants itself.
   *
   * @throws SignatureException if the constants cannot be computed
   */
  static Map<String, Object> options(Class<?> library) {
    if (library.getDeclaredFields().length > 0) {
      return copied(library);
    }
    return Arrays.stream(library.getInterfaces())
        .filter(parent -> parent != Library.class && Library.class.isAssignableFrom(parent))
        .map(InterfaceConstants::options)
        .filter(options -> !options.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }

  private static Map<String, Object> copied(Class<?> library) {
    if (OwnLoading.isHidden(library)) {
      return Map.of();
    }
    try {
      InterfaceCopy copy = InterfaceCopy.of(library);
      Optional<Map<?, ?>> loadedWith = copy.loadedWith();
      Map<String, Object> options = copyOf(loadedWith.orElse(null), copy.type());
      if (loadedWith.isEmpty() && options.isEmpty() && hasInstance(library)) {
        OwnLoading.hide(library, "its instance is made elsewhere");
      }
      return options;
    } catch (ReflectiveOperationException | LinkageError e) {
      if (OwnLoading.triedToLoad(e)) {
        OwnLoading.hide(library, String.valueOf(e.getCause() == null ? e : e.getCause()));
        return Map.of();
      }
      SignatureException failure =
          new SignatureException(
              new Diagnosis(
                  ErrorCode.UNSUPPORTED_SIGNATURE,
                  "read the options of " + library.getName(),
                  "",
                  "constants that can be computed without a library",
                  String.valueOf(e.getCause() == null ? e : e.getCause()),
                  "give the options when the interface is loaded"));
      failure.initCause(e);
      throw failure;
    }
  }

  private static boolean hasInstance(Class<?> library) {
    return Arrays.stream(library.getDeclaredFields()).anyMatch(f -> f.getType() == library);
  }

  private static Map<String, Object> copyOf(Map<?, ?> loadedWith, Class<?> copy)
      throws ReflectiveOperationException {
    Map<String, Object> options = new HashMap<>();
    Object source = loadedWith == null ? field(copy, "OPTIONS", Map.class) : loadedWith;
    if (source != null) {
      ((Map<?, ?>) source).forEach((name, value) -> options.put((String) name, value));
    }
    if (loadedWith == null) {
      putField(options, Library.OPTION_TYPE_MAPPER, copy, "TYPE_MAPPER", TypeMapper.class);
      putField(
          options, Library.OPTION_STRUCTURE_ALIGNMENT, copy, "STRUCTURE_ALIGNMENT", Integer.class);
      putField(options, Library.OPTION_STRING_ENCODING, copy, "STRING_ENCODING", String.class);
    }
    return options;
  }

  private static void putField(
      Map<String, Object> options, String option, Class<?> copy, String name, Class<?> type)
      throws ReflectiveOperationException {
    Object value = field(copy, name, type);
    if (value != null) {
      options.putIfAbsent(option, value);
    }
  }

  /** The value of a field of that name; null if there is none that holds such a thing. */
  private static Object field(Class<?> copy, String name, Class<?> type)
      throws ReflectiveOperationException {
    for (Field field : copy.getDeclaredFields()) {
      if (field.getName().equals(name)) {
        field.setAccessible(true);
        Object value = field.get(null);
        return type.isInstance(value) ? value : null;
      }
    }
    return null;
  }
}

package org.bascule.jna.structure;

import com.sun.jna.Library;
import com.sun.jna.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of the library interface that a Structure class is nested in. JNA would read them
 * from the interface's static fields as soon as a Structure is made, which loads the library: a
 * Windows DLL, so that the interface would be broken for good.
 */
final class LibraryOptions {
  private static final String PRESETS = "com.sun.jna.platform.win32.W32APIOptions";
  private static final List<String> PRESET_NAMES =
      List.of("UNICODE_OPTIONS", "ASCII_OPTIONS", "DEFAULT_OPTIONS");

  private LibraryOptions() {}

  /** Tells JNA the options, unless it knows them. To be called before a Structure is made. */
  static void prepare(Class<? extends Structure> type) {
    Class<?> library = enclosing(type);
    if (library == null || !hasInstance(library)) {
      return;
    }
    Map<Class<?>, Map<String, Object>> known = Internals.typeOptions();
    if (!known.containsKey(library)) {
      known.put(library, preset(library));
      Internals.libraries().putIfAbsent(library, new WeakReference<>(null));
    }
  }

  /** As JNA finds it. */
  private static Class<?> enclosing(Class<?> type) {
    if (type == null || Library.class.isAssignableFrom(type)) {
      return type;
    }
    Class<?> around = enclosing(type.getDeclaringClass());
    return around != null ? around : enclosing(type.getSuperclass());
  }

  /** Without a field of its own type the interface loads nothing when JNA looks at it. */
  private static boolean hasInstance(Class<?> library) {
    return Arrays.stream(library.getFields())
        .anyMatch(f -> f.getType() == library && Modifier.isStatic(f.getModifiers()));
  }

  /** What its static initialiser would say, as far as its class file names jna-platform's sets. */
  private static Map<String, Object> preset(Class<?> library) {
    String code = code(library);
    if (code.contains(PRESETS.replace('.', '/'))) {
      for (String name : PRESET_NAMES) {
        if (code.contains(name)) {
          return preset(library, name);
        }
      }
    }
    return new HashMap<>();
  }

  private static Map<String, Object> preset(Class<?> library, String name) {
    try {
      Object value =
          Class.forName(PRESETS, true, library.getClassLoader()).getField(name).get(null);
      Map<String, Object> options = new HashMap<>();
      ((Map<?, ?>) value).forEach((key, option) -> options.put((String) key, option));
      return options;
    } catch (ReflectiveOperationException e) {
      return new HashMap<>();
    }
  }

  private static String code(Class<?> library) {
    String file = library.getName().substring(library.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = library.getResourceAsStream(file)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}

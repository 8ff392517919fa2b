package org.bascule.jna.library;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.TypeMapper;
import com.sun.jna.win32.W32APITypeMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The options of a library interface as JNA is told them. JNA keeps them for ever, so that they
 * refer to nothing that could lead back to the interface or to this bundle: values of the JDK,
 * JNA's own mappers, and other mappers weakly. Those are kept by the interface's copy, or by
 * whoever has loaded the interface with them.
 */
final class PublishedOptions {
  private static final MethodHandle WEAK_MAPPER = weakMapper();

  private PublishedOptions() {}

  /** Without the function mapper: JNA is not asked for functions. */
  static Map<String, Object> of(Map<String, Object> values) {
    Map<String, Object> published = new HashMap<>();
    values.forEach(
        (name, value) -> {
          boolean plain =
              value instanceof String || value instanceof Number || value instanceof Boolean;
          if (plain && value.getClass().getClassLoader() == null) {
            published.put(name, value);
          }
        });
    if (values.get(Library.OPTION_TYPE_MAPPER) instanceof TypeMapper mapper) {
      published.put(Library.OPTION_TYPE_MAPPER, isJnas(mapper) ? mapper : weak(mapper));
    }
    return published;
  }

  private static boolean isJnas(TypeMapper mapper) {
    return mapper == W32APITypeMapper.UNICODE || mapper == W32APITypeMapper.ASCII;
  }

  private static TypeMapper weak(TypeMapper mapper) {
    try {
      return (TypeMapper) WEAK_MAPPER.invokeExact(new WeakReference<>(mapper));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a class beside JNA's own: one of this bundle's would keep this bundle's loader. */
  private static MethodHandle weakMapper() {
    try {
      return MethodHandles.privateLookupIn(weakMapperClass(), MethodHandles.lookup())
          .findConstructor(
              weakMapperClass(), MethodType.methodType(void.class, WeakReference.class))
          .asType(MethodType.methodType(TypeMapper.class, WeakReference.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Class<?> weakMapperClass() throws IllegalAccessException {
    String name = Native.class.getPackageName() + ".BasculeTypeMapper";
    // Other versions of this bundle, and other copies of it, use the same one.
    synchronized (Native.class) {
      try {
        return Class.forName(name, false, Native.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return MethodHandles.privateLookupIn(Native.class, MethodHandles.lookup())
            .defineClass(renamed(name.replace('.', '/')));
      }
    }
  }

  private static byte[] renamed(String name) {
    String file = WeakTypeMapper.class.getSimpleName() + ".class";
    try (InputStream in = WeakTypeMapper.class.getResourceAsStream(file)) {
      String original = WeakTypeMapper.class.getName().replace('.', '/');
      return new RenamedPool(original, name).rename(in.readAllBytes()).code();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

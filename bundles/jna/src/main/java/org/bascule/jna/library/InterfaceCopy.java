package org.bascule.jna.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A copy of one interface, and of the nameless classes in it, under another name. Where the
 * interface loads a library, the copy only notes the options. It lies beside the interface, so that
 * it reaches what the interface reaches, and knows no class of this bundle, so that it keeps none.
 *
 * @param type the copy, initialised
 */
record InterfaceCopy(Class<?> type) {
  private static final String SUFFIX = "$BasculeCopy";

  /**
   * The copy of an interface; made once.
   *
   * @throws LinkageError if its constants cannot be computed
   * @throws ReflectiveOperationException if it cannot be made
   */
  static InterfaceCopy of(Class<?> original) throws ReflectiveOperationException {
    String name = original.getName() + SUFFIX;
    try {
      return new InterfaceCopy(Class.forName(name, true, original.getClassLoader()));
    } catch (ClassNotFoundException e) {
      try {
        new Copying(original).copy();
      } catch (LinkageError another) {
        // Another thread may have made it meanwhile; what follows tells.
      }
      return new InterfaceCopy(Class.forName(name, true, original.getClassLoader()));
    }
  }

  /** The options with which the interface wanted to be loaded; empty if it did not. */
  Optional<Map<?, ?>> loadedWith() throws ReflectiveOperationException {
    try {
      Field field = type.getField(NotingVisitor.NOTES);
      // The interface may be known in its package only.
      field.setAccessible(true);
      Map<?, ?> notes = (Map<?, ?>) field.get(null);
      return Optional.ofNullable((Map<?, ?>) notes.get(type));
    } catch (NoSuchFieldException e) {
      return Optional.empty();
    }
  }

  private static final class Copying {
    private final Class<?> original;
    private final MethodHandles.Lookup beside;
    private final RenamedPool pool;
    private final Set<String> defined = new HashSet<>();

    Copying(Class<?> original) throws IllegalAccessException {
      this.original = original;
      this.beside = MethodHandles.privateLookupIn(original, MethodHandles.lookup());
      this.pool = new RenamedPool(original.getName().replace('.', '/'), SUFFIX);
    }

    void copy() throws IllegalAccessException {
      String name = original.getName().replace('.', '/');
      RenamedPool.Renamed renamed = pool.rename(code(name));
      defined.add(name);
      beside.defineClass(NotingVisitor.noting(renamed.code(), name + SUFFIX, true));
      copyAll(renamed.others());
    }

    /** Those that a class needs before itself, because it may extend them. */
    private void copyAll(Set<String> names) throws IllegalAccessException {
      for (String name : names) {
        if (defined.add(name)) {
          RenamedPool.Renamed renamed = pool.rename(code(name));
          copyAll(renamed.others());
          String owner = original.getName().replace('.', '/') + SUFFIX;
          beside.defineClass(NotingVisitor.noting(renamed.code(), owner, false));
        }
      }
    }

    private byte[] code(String name) {
      String file = name.substring(name.lastIndexOf('/') + 1) + ".class";
      try (InputStream in = original.getResourceAsStream(file)) {
        if (in == null) {
          throw new NoClassDefFoundError(name);
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

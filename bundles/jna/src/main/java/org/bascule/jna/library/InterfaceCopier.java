package org.bascule.jna.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/**
 * Defines the classes of an interface's copy: each behind those that it extends, and the interface
 * behind all nameless classes that do not implement it. Goes on where an earlier attempt has
 * failed. To be used under a lock of the interface's.
 */
final class InterfaceCopier {
  private static final String SUFFIX = "$BasculeCopy";

  private final Class<?> original;
  private final MethodHandles.Lookup beside;
  private final String name;
  private final String copyName;
  private final RenamedPool pool;
  // By their names with slashes.
  private final Map<String, byte[]> code = new LinkedHashMap<>();
  private final Set<String> begun = new HashSet<>();

  /**
   * A copier.
   *
   * @param number of the copy, from 0
   */
  InterfaceCopier(Class<?> original, int number) throws IllegalAccessException {
    this.original = original;
    this.beside = MethodHandles.privateLookupIn(original, MethodHandles.lookup());
    this.name = original.getName().replace('.', '/');
    this.copyName = name + SUFFIX + (number == 0 ? "" : number);
    this.pool = new RenamedPool(name, copyName);
  }

  /**
   * The copied interface, not initialised.
   *
   * @throws LinkageError if one of the classes cannot be defined
   */
  Class<?> copy() throws IllegalAccessException {
    collect(name);
    for (String nameless : code.keySet()) {
      if (!nameless.equals(copyName)) {
        define(nameless);
      }
    }
    define(copyName);
    return known(copyName);
  }

  /** A class, and those nameless ones that it names. */
  private void collect(String originalName) {
    String renamedName = copyName + originalName.substring(name.length());
    if (code.putIfAbsent(renamedName, new byte[0]) == null) {
      RenamedPool.Renamed renamed = pool.rename(read(originalName));
      boolean holdsNotes = renamedName.equals(copyName);
      code.put(renamedName, NotingVisitor.noting(renamed.code(), copyName, holdsNotes));
      renamed.others().forEach(this::collect);
    }
  }

  private void define(String renamedName) throws IllegalAccessException {
    if (!begun.add(renamedName)) {
      return;
    }
    ClassReader reader = new ClassReader(code.get(renamedName));
    Iterable<String> parents =
        Stream.concat(Stream.of(reader.getSuperName()), Stream.of(reader.getInterfaces()))
                .filter(code::containsKey)
            ::iterator;
    for (String parent : parents) {
      define(parent);
    }
    if (known(renamedName) == null) {
      beside.defineClass(code.get(renamedName));
    }
  }

  /** The class, if an earlier attempt has come so far; null if not. Initialises nothing. */
  private Class<?> known(String renamedName) {
    try {
      return Class.forName(renamedName.replace('/', '.'), false, original.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private byte[] read(String originalName) {
    String file = originalName.substring(originalName.lastIndexOf('/') + 1) + ".class";
    try (InputStream in = original.getResourceAsStream(file)) {
      if (in == null) {
        throw new NoClassDefFoundError(originalName);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

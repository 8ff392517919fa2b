package org.bascule.jna.library;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of one interface, and of the nameless classes in it, under another name. Where the
 * interface loads a library, the copy only notes the options. It lies beside the interface, so that
 * it reaches what the interface reaches, and knows no class of this bundle, so that it keeps none.
 *
 * @param type the copy, initialised
 */
record InterfaceCopy(Class<?> type) {
  /** As often may an initialiser fail; only a class that has never failed can be tried again. */
  private static final int MOST_COPIES = 8;

  /**
   * In the interface itself, so that they are kept as long as it, and nobody is kept by them. Used
   * to look up the newest copy, which may be one that failed.
   */
  private static final ClassValue<Class<?>[]> COPIES =
      new ClassValue<>() {
        @Override
        protected Class<?>[] computeValue(Class<?> original) {
          return new Class<?>[MOST_COPIES];
        }
      };

  /**
   * The copy of an interface; made once, and once more after an initialiser that failed.
   *
   * @throws LinkageError if its constants cannot be computed
   * @throws ReflectiveOperationException if it cannot be made
   */
  static InterfaceCopy of(Class<?> original) throws ReflectiveOperationException {
    for (int number = 0; ; number++) {
      Class<?> copy = whole(original, number);
      try {
        // Not under the lock: an initialiser may do anything.
        Class.forName(copy.getName(), true, copy.getClassLoader());
        return new InterfaceCopy(copy);
      } catch (NoClassDefFoundError e) {
        if (!failedBefore(copy, e) || number == MOST_COPIES - 1) {
          throw e;
        }
      }
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

  /** The copy with all nameless classes; nobody initialises it before. */
  private static Class<?> whole(Class<?> original, int number) throws IllegalAccessException {
    Class<?>[] copies = COPIES.get(original);
    // Everybody's lock, also another version's of this bundle.
    synchronized (original) {
      if (copies[number] == null) {
        copies[number] = new InterfaceCopier(original, number).copy();
      }
      return copies[number];
    }
  }

  /** In the words of the JVM: it gives no other sign. */
  private static boolean failedBefore(Class<?> copy, NoClassDefFoundError error) {
    return ("Could not initialize class " + copy.getName()).equals(error.getMessage());
  }
}

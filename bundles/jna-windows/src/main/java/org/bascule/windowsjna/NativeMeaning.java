package org.bascule.windowsjna;

import java.io.IOException;
import java.net.URL;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/**
 * Tells whether native methods mean JNA or JNI, which class files do not say. They mean JNA if it
 * is named by the class, by the one that it is nested in, by one that it inherits from, or by one
 * of the same jar that registers it.
 */
public final class NativeMeaning {
  private final ClassFiles files;
  private final Registrars registrars;

  /** Where the classes of a loader's jars lie. */
  @FunctionalInterface
  public interface ClassFiles {
    /** The file of a class in one of the jars; null if there is none. */
    URL place(String name);

    /** All classes that stand in the same jar or folder as that file, and it itself. */
    default Neighbours neighbours() {
      return Neighbours.IN_JARS_AND_FOLDERS;
    }
  }

  /** For one class loader. */
  public NativeMeaning(ClassFiles files) {
    this.files = files;
    this.registrars = new Registrars(files.neighbours());
  }

  /**
   * Whether it is JNA.
   *
   * @param name of a class with native methods
   * @throws IOException if a jar cannot be read
   */
  public boolean isJna(String name, byte[] classFile) throws IOException {
    if (ClassText.mentionsJna(classFile)) {
      return true;
    }
    int nested = name.indexOf('$');
    if (nested > 0 && mentioned(name.substring(0, nested))) {
      return true;
    }
    URL place = files.place(name);
    return inherited(classFile, new HashSet<>())
        || (place != null && registrars.register(name, place));
  }

  private boolean inherited(byte[] classFile, Set<String> seen) throws IOException {
    ClassReader reader = new ClassReader(classFile);
    if (inherited(reader.getSuperName(), seen)) {
      return true;
    }
    for (String face : reader.getInterfaces()) {
      if (inherited(face, seen)) {
        return true;
      }
    }
    return false;
  }

  private boolean inherited(String ancestor, Set<String> seen) throws IOException {
    if (ancestor == null || ancestor.startsWith("java/") || !seen.add(ancestor)) {
      return false;
    }
    URL place = files.place(ancestor.replace('/', '.'));
    if (place == null) {
      return false;
    }
    byte[] classFile = bytes(place);
    return ClassText.mentionsJna(classFile) || inherited(classFile, seen);
  }

  private boolean mentioned(String name) throws IOException {
    URL place = files.place(name);
    return place != null && ClassText.mentionsJna(bytes(place));
  }

  private static byte[] bytes(URL place) throws IOException {
    try (var in = place.openStream()) {
      return in.readAllBytes();
    }
  }
}

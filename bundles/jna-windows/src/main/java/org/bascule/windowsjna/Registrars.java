package org.bascule.windowsjna;

import java.io.IOException;
import java.net.URL;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;

/**
 * Which classes are named beside JNA's {@code Native} by a class of their jar, as {@code
 * Native.register(There.class, "dll")} names one. Each jar is read once, when it is first asked
 * for. Thread-safe.
 */
final class Registrars {
  private static final String NATIVE = "com/sun/jna/Native";
  private static final int CLASS_CONSTANT = 7;

  private final Neighbours neighbours;
  private final Map<String, Set<String>> named = new ConcurrentHashMap<>();

  Registrars(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * Whether somebody in its jar may register a class.
   *
   * @param place of its file
   */
  boolean register(String name, URL place) throws IOException {
    String file = name.replace('.', '/');
    String spelled = place.toString();
    int end = spelled.length() - file.length() - ".class".length();
    if (end < 0) {
      return false;
    }
    String root = spelled.substring(0, end);
    Set<String> known = named.get(root);
    if (known == null) {
      known = read(root, place);
      named.put(root, known);
    }
    return known.contains(file);
  }

  private Set<String> read(String root, URL place) throws IOException {
    Set<String> found = new HashSet<>();
    neighbours.visit(root, place, classFile -> note(classFile, found));
    return found;
  }

  /** Notes what a class names, if it names JNA's {@code Native} too. */
  private static void note(byte[] classFile, Set<String> found) {
    if (!ClassText.mentionsJna(classFile)) {
      return;
    }
    Set<String> named = new HashSet<>();
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      if (item > 0 && reader.readByte(item - 1) == CLASS_CONSTANT) {
        named.add(reader.readUTF8(item, buffer));
      }
    }
    if (named.contains(NATIVE)) {
      found.addAll(named);
    }
  }
}

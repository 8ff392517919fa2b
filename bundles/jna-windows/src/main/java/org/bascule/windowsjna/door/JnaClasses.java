package org.bascule.windowsjna.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** This world's JNA, and the rooms behind it, as they lie at the end of the class path. */
final class JnaClasses {
  /** Only this jar has it. */
  private static final String MARK = "org/bascule/windowsjna/world/World.class";

  private final JarFile jar;
  private final URL place;
  private final Set<String> names = new HashSet<>();

  private JnaClasses(JarFile jar, URL place) {
    this.jar = jar;
    this.place = place;
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      String file = all.nextElement().getName();
      if (file.endsWith(".class")) {
        names.add(file.substring(0, file.length() - ".class".length()));
      }
    }
  }

  static JnaClasses ofSystem() {
    URL mark = ClassLoader.getSystemResource(MARK);
    try {
      JarURLConnection connection = (JarURLConnection) mark.openConnection();
      return new JnaClasses(connection.getJarFile(), connection.getJarFileURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where they lie. */
  URL place() {
    return place;
  }

  /** Their internal names. */
  Set<String> names() {
    return names;
  }

  /** The bytes of one of them. */
  byte[] bytes(String name) {
    try (InputStream in = jar.getInputStream(jar.getEntry(name + ".class"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

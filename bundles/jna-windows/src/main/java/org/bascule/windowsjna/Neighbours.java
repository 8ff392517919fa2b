package org.bascule.windowsjna;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds the classes that came together with one of them. */
@FunctionalInterface
public interface Neighbours {
  /** Those of its jar or of its folder; none where it lies elsewhere. */
  Neighbours IN_JARS_AND_FOLDERS = Neighbours::visitJarOrFolder;

  /**
   * Visits the bytes of all of them.
   *
   * @param root what their addresses begin with
   * @param place the file of one of them
   * @throws IOException if they cannot be read
   */
  void visit(String root, URL place, Consumer<byte[]> visitor) throws IOException;

  private static void visitJarOrFolder(String root, URL place, Consumer<byte[]> visitor)
      throws IOException {
    URLConnection connection = place.openConnection();
    if (connection instanceof JarURLConnection jar) {
      connection.setUseCaches(false);
      try (JarFile file = jar.getJarFile()) {
        visitJar(file, visitor);
      }
    } else if (place.getProtocol().equals("file")) {
      visitFolder(Path.of(URI.create(root)), visitor);
    }
  }

  private static void visitJar(JarFile jar, Consumer<byte[]> visitor) throws IOException {
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      if (entry.getName().endsWith(".class")) {
        try (var in = jar.getInputStream(entry)) {
          visitor.accept(in.readAllBytes());
        }
      }
    }
  }

  private static void visitFolder(Path folder, Consumer<byte[]> visitor) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        if (file.toString().endsWith(".class")) {
          visitor.accept(Files.readAllBytes(file));
        }
      }
    }
  }
}

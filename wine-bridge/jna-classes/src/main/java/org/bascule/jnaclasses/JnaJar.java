package org.bascule.jnaclasses;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** JNA as it is published. */
final class JnaJar implements AutoCloseable {
  private static final List<String> LICENCES =
      List.of("META-INF/LICENSE", "META-INF/AL2.0", "META-INF/LGPL2.1");

  private final JarFile jar;

  private JnaJar(JarFile jar) {
    this.jar = jar;
  }

  /** The one that this program has been started with. */
  static JnaJar onClassPath() throws IOException {
    URL own = JnaJar.class.getClassLoader().getResource("com/sun/jna/Native.class");
    Objects.requireNonNull(own, "JNA is not on the class path");
    JarURLConnection connection = (JarURLConnection) own.openConnection();
    connection.setUseCaches(false);
    return new JnaJar(connection.getJarFile());
  }

  /** A file in it. */
  record Entry(String name, byte[] bytes) {
    /** Writes these bytes below a directory, under the same name. */
    void copyTo(Path directory, byte[] contents) throws IOException {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, contents);
    }
  }

  /** All classes of JNA itself. */
  List<Entry> classes() {
    return jar.stream()
        .map(JarEntry::getName)
        .filter(name -> name.startsWith("com/sun/jna/") && name.endsWith(".class"))
        .map(this::entry)
        .toList();
  }

  /** The texts of its licences, without the folder. */
  List<Entry> licences() {
    return LICENCES.stream()
        .map(this::entry)
        .map(entry -> new Entry(entry.name().substring("META-INF/".length()), entry.bytes()))
        .toList();
  }

  /** One file. */
  Entry entry(String name) {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new Entry(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}

package org.bascule.windowsjna.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The product's own parts, in a class loader that the program knows nothing of: neither has the
 * other's versions of ASM, FlatBuffers or JNA. Opened when it is first needed. Thread-safe.
 */
final class House {
  private static final String DOOR = "org.bascule.windowsjna.door.Door";
  private static final String CHECK = "org.bascule.windowsjna.door.PropertyCheck";

  /** The bundles by their start levels; of level 06 only one is needed. */
  private static final List<String> PARTS =
      List.of(
          "06/org.bascule.jna-windows-", "07/org.bascule.", "05/org.bascule.", "04/asm-", "04/");

  private final Path home;
  private final Instrumentation instrumentation;
  private ClassLoader loader;
  private ClassFileTransformer door;

  House(Path home, Instrumentation instrumentation) {
    this.home = home;
    this.instrumentation = instrumentation;
  }

  /** Ends the JVM if there is a mistake in what the properties say of the session. */
  void checkProperties() {
    make(Runnable.class, CHECK).run();
  }

  /** Changes classes of programs. */
  synchronized ClassFileTransformer door() {
    if (door == null) {
      @SuppressWarnings("unchecked")
      Function<Instrumentation, ClassFileTransformer> made = make(Function.class, DOOR);
      door = made.apply(instrumentation);
    }
    return door;
  }

  /** Whether a class loader is that of the house, or above all programs. */
  boolean has(ClassLoader other) {
    return other == null || other == ClassLoader.getPlatformClassLoader() || other instanceof Rooms;
  }

  private <T> T make(Class<T> type, String name) {
    try {
      return type.cast(loader().loadClass(name).getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the distribution in " + home + " is not whole", e);
    }
  }

  private synchronized ClassLoader loader() {
    if (loader == null) {
      try {
        loader = new Rooms(jars());
      } catch (IOException e) {
        throw new UncheckedIOException("the distribution in " + home + " cannot be read", e);
      }
    }
    return loader;
  }

  private URL[] jars() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (String part : PARTS) {
      Path folder = home.resolve("bundle").resolve(part.substring(0, 2));
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder, part.substring(3) + "*.jar")) {
        for (Path file : files) {
          jars.add(file.toUri().toURL());
        }
      }
    }
    return jars.toArray(new URL[0]);
  }

  /** The loader. Below the JDK's inmost classes only: those above see the program's modules. */
  private static final class Rooms extends URLClassLoader {
    static {
      registerAsParallelCapable();
    }

    Rooms(URL[] jars) {
      super("bascule", jars, null);
    }
  }
}

package org.bascule.jna.structure;

import com.sun.jna.Structure;
import com.sun.jna.platform.win32.WinDef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The Structure classes of jna-platform's win32 packages. */
final class PlatformStructures {
  /** Their constructors read through a null pointer and end the JVM. */
  private static final Set<String> DEADLY =
      Set.of(
          "com.sun.jna.platform.win32.OaIdl$BINDPTR",
          "com.sun.jna.platform.win32.OaIdl$FUNCDESC",
          "com.sun.jna.platform.win32.OaIdl$VARDESC");

  private PlatformStructures() {}

  /** Those that can be made without arguments, {@code ByReference} and {@code ByValue} aside. */
  static List<Class<? extends Structure>> all() {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(n -> n.startsWith("com/sun/jna/platform/win32/") && n.endsWith(".class"))
          .map(n -> n.substring(0, n.length() - ".class".length()).replace('/', '.'))
          .filter(n -> DEADLY.stream().noneMatch(n::startsWith))
          .sorted()
          .<Class<?>>map(PlatformStructures::load)
          .filter(Structure.class::isAssignableFrom)
          .<Class<? extends Structure>>map(c -> c.asSubclass(Structure.class))
          .filter(c -> !Modifier.isAbstract(c.getModifiers()))
          .filter(c -> !Structure.ByReference.class.isAssignableFrom(c))
          .filter(c -> !Structure.ByValue.class.isAssignableFrom(c))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    try {
      return Path.of(WinDef.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without running initialisers: those of library interfaces look for DLLs. */
  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PlatformStructures.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}

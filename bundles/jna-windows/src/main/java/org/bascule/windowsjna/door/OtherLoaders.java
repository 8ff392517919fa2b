package org.bascule.windowsjna.door;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;

/**
 * Class loaders that have a JNA of their own and do not ask the system's for it, as those of web
 * applications: they get rooms of the world of their own, over the same host. Thread-safe.
 */
final class OtherLoaders {
  private static final String ROOMS = "org/bascule/windowsjna/world/";

  /** Which of JNA's classes are the first to use a room. */
  private static final Set<String> FIRST =
      Set.of("com/sun/jna/Native", "com/sun/jna/Platform", "com/sun/jna/NativeLibrary");

  private final Instrumentation instrumentation;
  private final JnaClasses jna;
  private final Set<ClassLoader> settled = Collections.newSetFromMap(new WeakHashMap<>());

  OtherLoaders(Instrumentation instrumentation, JnaClasses jna) {
    this.instrumentation = instrumentation;
    this.jna = jna;
    // There the rooms lie on the class path.
    settled.add(ClassLoader.getSystemClassLoader());
  }

  /** Whether a class is of this world's own jar. */
  boolean areDefinedBy(ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    return source != null && jna.place().equals(source.getLocation());
  }

  /**
   * Gives a loader all classes that its JNA lacks, when the first of those that need them comes.
   */
  synchronized void settle(ClassLoader loader, String name, ProtectionDomain domain) {
    if (FIRST.contains(name) && settled.add(loader)) {
      Method define = defineClass();
      Set<String> missing = new HashSet<>();
      Predicate<String> has = OwnJna.of(domain);
      for (String each : jna.names()) {
        if (each.startsWith(ROOMS) || !has.test(each)) {
          missing.add(each);
        }
      }
      while (!missing.isEmpty()) {
        define(missing.iterator().next(), missing, loader, domain, define);
      }
    }
  }

  /** Those that it extends or implements come first: the loader would look for them elsewhere. */
  private void define(
      String name,
      Set<String> missing,
      ClassLoader loader,
      ProtectionDomain domain,
      Method define) {
    missing.remove(name);
    byte[] bytes = jna.bytes(name);
    ClassReader reader = new ClassReader(bytes);
    if (missing.contains(reader.getSuperName())) {
      define(reader.getSuperName(), missing, loader, domain, define);
    }
    for (String face : reader.getInterfaces()) {
      if (missing.contains(face)) {
        define(face, missing, loader, domain, define);
      }
    }
    try {
      define.invoke(loader, name.replace('/', '.'), bytes, 0, bytes.length, domain);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof LinkageError)) {
        throw new IllegalStateException(e);
      }
      // It has one of that name.
    }
  }

  /** An agent may have any package opened. */
  private Method defineClass() {
    Module base = Object.class.getModule();
    Module own = OtherLoaders.class.getModule();
    instrumentation.redefineModule(
        base, Set.of(), Map.of(), Map.of("java.lang", Set.of(own)), Set.of(), Map.of());
    try {
      Method define =
          ClassLoader.class.getDeclaredMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ProtectionDomain.class);
      define.setAccessible(true);
      return define;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}

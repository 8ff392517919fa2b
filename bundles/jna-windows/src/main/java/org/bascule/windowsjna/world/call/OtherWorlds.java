package org.bascule.windowsjna.world.call;

import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Types of JNA's that are not of this world, though their names are the same. */
final class OtherWorlds {
  private static final String PACKAGES = "com.sun.jna.";
  private static final String INSIDE = "org.bascule.windowsjna.world.World";

  private OtherWorlds() {}

  /** The type of another world that this one is or is made of; empty if there is none. */
  static Optional<Class<?>> find(Class<?> type) {
    return hierarchy(type).filter(OtherWorlds::isOther).findFirst();
  }

  private static Stream<Class<?>> hierarchy(Class<?> type) {
    return Stream.of(
            Stream.<Class<?>>of(type),
            Stream.<Class<?>>ofNullable(type.getSuperclass()).flatMap(OtherWorlds::hierarchy),
            Arrays.stream(type.getInterfaces()).flatMap(OtherWorlds::hierarchy))
        .flatMap(all -> all);
  }

  private static boolean isOther(Class<?> type) {
    ClassLoader own = Pointer.class.getClassLoader();
    if (!type.getName().startsWith(PACKAGES) || type.getClassLoader() == own) {
      return false;
    }
    try {
      return Class.forName(type.getName(), false, own) != type;
    } catch (ClassNotFoundException e) {
      return false; // Named so, but of jna-platform or a third party's.
    }
  }

  /** The world and the place of such a type. */
  static String describe(Class<?> type) {
    return (isWindows(type.getClassLoader()) ? "another Windows world" : "plain JNA")
        + ", from "
        + place(type);
  }

  private static boolean isWindows(ClassLoader loader) {
    try {
      Class.forName(INSIDE, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The bundle or class loader that has defined a type. */
  static String place(Class<?> type) {
    return Objects.toString(type.getClassLoader(), "the JVM");
  }
}

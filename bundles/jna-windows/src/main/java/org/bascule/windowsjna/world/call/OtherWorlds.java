package org.bascule.windowsjna.world.call;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** Types of JNA's that are not of this world, though their names are the same. */
public final class OtherWorlds {
  private static final String PACKAGES = "com.sun.jna.";

  private OtherWorlds() {}

  /**
   * Refuses a type that is, or is made of, one of another world.
   *
   * @throws IllegalArgumentException if it is; that is what JNA throws for types that it cannot use
   */
  public static void refuse(Class<?> type) {
    Optional<Class<?>> other = hierarchy(type).filter(OtherWorlds::isOther).findFirst();
    if (other.isPresent()) {
      throw new IllegalArgumentException(diagnosis(type, other.get()).message());
    }
  }

  private static Diagnosis diagnosis(Class<?> type, Class<?> other) {
    return new Diagnosis(
        ErrorCode.UNSUPPORTED_SIGNATURE,
        "use a type of another world",
        type.getName() + " in " + place(type),
        "JNA of this Windows world, which is in " + place(Pointer.class),
        other.getName() + " of " + world(other) + ", which is in " + place(other),
        "have one world all the way: in OSGi name the bundle that makes it in the entry bundles of"
            + " org.bascule.windowsjna, or keep its values out of this one; else give its jar to"
            + " the world's class loader");
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

  /** In a Windows world JNA has no native methods. */
  private static String world(Class<?> type) {
    try {
      Class<?> there = Class.forName(Native.class.getName(), false, type.getClassLoader());
      boolean plain = Modifier.isNative(there.getMethod("getLastError").getModifiers());
      return plain ? "plain JNA" : "another Windows world";
    } catch (ReflectiveOperationException | LinkageError e) {
      return "plain JNA";
    }
  }

  /** The bundle, as the framework's class loaders call themselves, or another class loader. */
  private static String place(Class<?> type) {
    return Objects.toString(type.getClassLoader(), "the JVM");
  }
}

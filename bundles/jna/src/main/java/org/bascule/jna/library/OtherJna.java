package org.bascule.jna.library;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/**
 * Types of a second copy of JNA: they have the names of JNA's, but are other classes, so that
 * nothing of what is known about JNA holds for them.
 */
final class OtherJna {
  private static final String PACKAGES = "com.sun.jna.";
  private static final String REMEDY =
      "let one class loader have JNA: take the second jar away, or have its loader ask for"
          + " com.sun.jna where Bascule has it; in OSGi import the package, do not embed it";

  private static final String REMEDY_OF_WORLD =
      "load it by Native.load and without a session, as the world has one of its own; or take what"
          + " it is in out of that world";

  private OtherJna() {}

  /**
   * Refuses an interface that is, or whose functions take or give, something of another copy.
   *
   * @throws SignatureException if it does
   */
  static void check(Class<?> library) {
    Stream<Class<?>> used =
        Stream.concat(
            Stream.of(library), Arrays.stream(library.getMethods()).flatMap(OtherJna::types));
    used.map(OtherJna::find)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            other -> {
              throw refusal("load a library as " + library.getName(), "", other);
            });
  }

  /** The type of another copy that this one is, or is made of; empty if there is none. */
  static Optional<Class<?>> find(Class<?> type) {
    Class<?> plain = type;
    while (plain.isArray()) {
      plain = plain.getComponentType();
    }
    return hierarchy(plain).filter(OtherJna::isOther).findFirst();
  }

  /** What is said of a use of such a type. */
  static SignatureException refusal(String operation, String path, Class<?> other) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE,
            operation,
            path,
            "types of the JNA that Bascule uses, from " + place(Library.class),
            other.getName()
                + (isOfWindows(other)
                    ? " of JNA's Windows world, from "
                    : " of another copy of JNA, from ")
                + place(other),
            isOfWindows(other) ? REMEDY_OF_WORLD : REMEDY));
  }

  private static Stream<Class<?>> types(Method method) {
    return Stream.concat(
        Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()));
  }

  private static Stream<Class<?>> hierarchy(Class<?> type) {
    return Stream.of(
            Stream.<Class<?>>of(type),
            Stream.<Class<?>>ofNullable(type.getSuperclass()).flatMap(OtherJna::hierarchy),
            Arrays.stream(type.getInterfaces()).flatMap(OtherJna::hierarchy))
        .flatMap(all -> all);
  }

  /** Whether our JNA has a class of that name, and it is another one. */
  private static boolean isOther(Class<?> type) {
    ClassLoader own = Library.class.getClassLoader();
    if (!type.getName().startsWith(PACKAGES) || type.getClassLoader() == own) {
      return false;
    }
    try {
      return Class.forName(type.getName(), false, own) != type;
    } catch (ClassNotFoundException e) {
      // Something that is named so, such as jna-platform, which need not lie beside JNA.
      return false;
    }
  }

  /** There JNA has no native methods. */
  private static boolean isOfWindows(Class<?> other) {
    try {
      Class<?> there = Class.forName(Native.class.getName(), false, other.getClassLoader());
      return !Modifier.isNative(there.getMethod("getLastError").getModifiers());
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  private static String place(Class<?> type) {
    String location =
        Optional.ofNullable(type.getProtectionDomain().getCodeSource())
            .map(CodeSource::getLocation)
            .map(Object::toString)
            .orElse("a place that its loader does not tell");
    ClassLoader loader = type.getClassLoader();
    if (isOfWindows(type)) {
      return String.valueOf(loader);
    }
    return location + ", by " + Objects.requireNonNullElse(loader, "the JVM").getClass().getName();
  }
}

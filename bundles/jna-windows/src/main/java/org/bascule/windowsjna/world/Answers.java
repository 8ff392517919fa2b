package org.bascule.windowsjna.world;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.windowsjna.Bodied;
import org.bascule.windowsjna.world.call.OtherWorlds;

/** What JNA learns of the system when it asks the JDK. */
public final class Answers {
  private Answers() {}

  /** A method's modifiers as they were before its class was loaded. */
  public static int modifiers(Method method) {
    return method.isAnnotationPresent(Bodied.class)
        ? method.getModifiers() | Modifier.NATIVE
        : method.getModifiers();
  }

  /** A system property; those that tell of the system are the host's. */
  public static String property(String name) {
    String own = own(name);
    return own != null ? own : System.getProperty(name);
  }

  /** The same with something for what nobody has set. */
  public static String property(String name, String missing) {
    String own = own(name);
    return own != null ? own : System.getProperty(name, missing);
  }

  /** The file's name of a library. */
  public static String libraryName(String library) {
    return library + ".dll";
  }

  /**
   * Looks whether what a class is made of is JNA of this world.
   *
   * @throws IllegalArgumentException if it is JNA of another one
   */
  public static void insistOnThisWorld(Class<?> type) {
    OtherWorlds.refuse(type);
  }

  /**
   * Looks whether there is a host, where JNA would put a failure into words of its own.
   *
   * @throws UnsatisfiedLinkError if it could not be had
   */
  public static void insistOnHost() {
    World.OWN.insistOnHost();
  }

  private static String own(String name) {
    boolean narrow = World.OWN.host.abi() == Abi.X86;
    return switch (name) {
      case "os.name" -> "Windows 10";
      case "os.arch" -> narrow ? "x86" : "amd64";
      case "sun.arch.data.model" -> narrow ? "32" : "64";
      case "native.encoding" -> CodePageText.of(World.OWN.host.codePage()).charset().name();
      default -> null;
    };
  }
}

package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.platform.win32.Kernel32;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bascule.error.Diagnosed;
import org.bascule.itest.OpenSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every function of every interface of jna-platform for Windows, bound but not called. */
class PlatformBindingsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** Interfaces whose DLL has another name. */
  private static final Map<String, String> DLLS =
      Map.of(
          "Ddeml", "user32",
          "OleAuto", "oleaut32",
          "Winsock2", "ws2_32",
          "Winspool", "winspool.drv");

  /** What does not bind, and why. */
  private static final Map<String, String> REFUSED =
      new TreeMap<>(
          Map.of(
              // Wine's DLLs have no such function.
              "Advapi32.EncryptionDisable", "FUNCTION_NOT_FOUND",
              "Kernel32.GetNamedPipeClientComputerName", "FUNCTION_NOT_FOUND"));

  @Test
  void bindsAllButAFew() throws Exception {
    Map<String, String> refused = new TreeMap<>();
    int count = 0;
    List<Class<?>> interfaces = interfaces();
    assertThat(interfaces).as("interfaces with an instance").hasSize(33);
    for (Class<?> type : interfaces) {
      String name = type.getSimpleName();
      count += type.getMethods().length;
      Map<Method, Throwable> problems = WINE.session().check(DLLS.getOrDefault(name, name), type);
      problems.forEach(
          (method, problem) ->
              refused.put(
                  name + "." + method.getName(), ((Diagnosed) problem).diagnosis().code().name()));
    }
    assertThat(refused).isEqualTo(REFUSED);
    assertThat(count).as("functions").isEqualTo(787);
  }

  private static List<Class<?>> interfaces() throws IOException {
    String source = Kernel32.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile jar = new JarFile(source);
        Stream<String> names = jar.stream().map(entry -> entry.getName())) {
      return names
          .filter(name -> name.matches("com/sun/jna/platform/win32/\\w+\\.class"))
          .map(name -> name.replace('/', '.').replace(".class", ""))
          .<Class<?>>map(PlatformBindingsIT::uninitialised)
          .filter(type -> type.isInterface() && Library.class.isAssignableFrom(type))
          .filter(type -> Arrays.stream(type.getFields()).anyMatch(f -> f.getType() == type))
          .toList();
    }
  }

  private static Class<?> uninitialised(String name) {
    try {
      return Class.forName(name, false, Kernel32.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.bascule.jna.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.win32.StdCallLibrary;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.bascule.jna.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Convention;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The callback interfaces of jna-platform's win32 packages. */
class PlatformCallbacksTest {
  @ParameterizedTest
  @EnumSource(Abi.class)
  void allOfThemBindWithEveryTypeOfTheirs(Abi abi) throws IOException, URISyntaxException {
    List<Class<?>> all = callbacks();
    assertThat(all).hasSizeGreaterThan(25).contains(WinUser.WNDENUMPROC.class);
    List<String> withoutMethod = new ArrayList<>();
    for (Class<?> type : all) {
      RecordingContext context = new RecordingContext(Fixture.context(abi));
      assertThat(context.marshaller(argument(type)).layout()).isEqualTo(Layout.pointer(abi));
      Optional<Method> method = CallbackClasses.method(type);
      if (method.isEmpty()) {
        withoutMethod.add(type.getSimpleName());
        continue;
      }
      var function = context.last().type();
      assertThat(function.convention())
          .as(type.getName())
          .isEqualTo(
              StdCallLibrary.StdCallCallback.class.isAssignableFrom(type)
                  ? Convention.STDCALL
                  : Convention.CDECL);
      assertThat(function.parameters()).hasSize(method.get().getParameterCount());
      for (TypeUse parameter : function.parameters()) {
        assertThat(context.marshaller(parameter).layout().size())
            .as(type.getName() + ", " + parameter.path())
            .isIn(1L, 2L, 4L, 8L);
      }
      function.result().ifPresent(context::marshaller);
    }
    assertThat(withoutMethod).containsExactly("HOOKPROC");
  }

  @Test
  void parametersHaveTheWidthsOfTheTarget() {
    KitContext x86 = Fixture.context(Abi.X86);
    RecordingContext context = new RecordingContext(x86);
    context.marshaller(argument(WinUser.WindowProc.class));
    assertThat(context.last().type().parameters())
        .extracting(use -> context.marshaller(use).layout().size())
        .containsExactly(4L, 4L, 4L, 4L);
    assertThat(context.result().layout().size()).isEqualTo(4);
  }

  private static TypeUse argument(Class<?> type) {
    return new TypeUse(type, Optional.empty(), List.of(), Place.ARGUMENT, "argument 0");
  }

  private static List<Class<?>> callbacks() throws IOException, URISyntaxException {
    Path jar = Path.of(WinDef.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(n -> n.startsWith("com/sun/jna/platform/win32/") && n.endsWith(".class"))
          .map(n -> n.substring(0, n.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .<Class<?>>map(PlatformCallbacksTest::load)
          .filter(c -> c.isInterface() && Callback.class.isAssignableFrom(c))
          .toList();
    }
  }

  /** Without running initialisers: those of library interfaces look for DLLs. */
  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PlatformCallbacksTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}

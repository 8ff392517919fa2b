package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.jna.Native;
import com.sun.jna.platform.FileMonitor;
import com.sun.jna.platform.win32.Kernel32;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.bridge.standalone.StandaloneBascule;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.windowsjna.guest.LoadingProgram;
import org.bascule.windowsjna.WindowsWorld;
import org.bascule.windowsjna.WorldLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where classes, resources and DLLs of a world come from. */
@WideOnly("what DLLs in jars are named by has the width of 64 bits")
class WorldLoaderIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** The parent has it too. */
  private static final String SERVICES = "META-INF/services/org.bascule.spi.MarshallerFactory";

  @TempDir Path folder;

  private final List<WorldLoader> opened = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (WorldLoader loader : opened) {
      loader.close();
    }
    System.clearProperty("jna.library.path");
  }

  private WorldLoader world(URL... jars) {
    WorldLoader loader =
        WindowsWorld.loader(List.of(jars), getClass().getClassLoader(), WINE.session());
    opened.add(loader);
    return loader;
  }

  private static Map<String, String> load(WorldLoader loader, String name) throws Exception {
    @SuppressWarnings("unchecked")
    Function<String, Map<String, String>> program =
        (Function<String, Map<String, String>>)
            Class.forName(LoadingProgram.class.getName(), true, loader)
                .getConstructor()
                .newInstance();
    return program.apply(name);
  }

  private URL jar(Map<String, byte[]> files) throws IOException {
    Path jar = Files.createTempFile(folder, "guest", ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue());
        entries.closeEntry();
      }
    }
    return jar.toUri().toURL();
  }

  private static URL tests() {
    return WorldOfTests.place(WorldLoaderIT.class);
  }

  @Test
  void aDllInsideAJarIsUnpackedAndLoaded() throws Exception {
    byte[] dll = Files.readAllBytes(Path.of(TestBed.demo()));
    URL jar = jar(Map.of("win32-x86-64/packed.dll", dll));
    assertThat(load(world(tests(), jar), "packed"))
        .containsOnly(
            entry("system", "true win32-x86-64"),
            entry("sum", "3"),
            entry("process", "GetTickCount"),
            entry("again", "GetTickCount"));
  }

  @Test
  void theLibraryPathOfJnaIsSearchedInAnyCase() throws Exception {
    Files.copy(Path.of(TestBed.demo()), folder.resolve("Strange.DLL"));
    System.setProperty("jna.library.path", folder.toString());
    assertThat(load(world(tests()), "sTRANGE")).containsEntry("sum", "3");
  }

  @Test
  void jnaItselfIsTheWorldsAlsoWhereItIsAmongTheJars() throws Exception {
    WorldLoader loader = world(WorldOfTests.place(Native.class));
    Class<?> there = Class.forName(Native.class.getName(), false, loader);
    assertThat(there).isNotSameAs(Native.class);
    for (var method : there.getDeclaredMethods()) {
      assertThat(Modifier.isNative(method.getModifiers())).as("%s", method).isFalse();
    }
  }

  @Test
  void jnaPlatformOfTheParentIsLoadedAnew() throws Exception {
    WorldLoader loader = world();
    Class<?> there = Class.forName(Kernel32.class.getName(), true, loader);
    assertThat(there.getClassLoader()).isSameAs(loader);
    Object kernel = there.getField("INSTANCE").get(null);
    assertThat(there.getMethod("GetCurrentProcessId").invoke(kernel))
        .isInstanceOf(Integer.class)
        .isNotEqualTo(0);
  }

  @Test
  void jnaPlatformTakesTheSystemForWindowsToo() throws Exception {
    Class<?> there = Class.forName(FileMonitor.class.getName(), true, world());
    assertThat(there.getMethod("getInstance").invoke(null).getClass().getName())
        .isEqualTo("com.sun.jna.platform.win32.W32FileMonitor");
  }

  @Test
  void nativeMethodsThatNothingTiesToJnaStayAsTheyAre() throws Exception {
    // A class that is named beside JNA's Native would count as registered.
    String name = LoadingProgram.class.getPackageName() + ".JniProgram";
    Class<?> there = Class.forName(name, true, world(tests()));
    assertThat(Modifier.isNative(there.getMethod("add", int.class, int.class).getModifiers()))
        .isTrue();
  }

  @Test
  void resourcesAndServicesOfTheJarsComeBeforeTheParents() throws Exception {
    URL jar =
        jar(
            Map.of(
                "META-INF/services/java.util.function.Function",
                LoadingProgram.class.getName().getBytes(StandardCharsets.UTF_8),
                SERVICES,
                "of the guest".getBytes(StandardCharsets.UTF_8)));
    WorldLoader loader = world(tests(), jar);
    assertThat(
            new String(loader.getResourceAsStream(SERVICES).readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("of the guest");
    assertThat(ServiceLoader.load(Function.class, loader).findFirst().orElseThrow().getClass())
        .isSameAs(Class.forName(LoadingProgram.class.getName(), true, loader));
    assertThat(Collections.list(loader.getResources(SERVICES))).hasSizeGreaterThan(1);
  }

  @Test
  void aLoaderEndsItsOwnSessionAndNoOther() throws IOException {
    StandaloneBascule bascule = Standalone.bascule();
    WorldLoader own =
        WindowsWorld.loader(List.of(), getClass().getClassLoader(), bascule, TestBed.options());
    Session session = bascule.sessions().get(0);
    assertThat(session.end()).isEmpty();
    own.close();
    assertThat(session.end()).isPresent();
    world().close();
    assertThat(WINE.session().end()).isEmpty();
  }

  @Test
  void aSessionOfSomebodyElsesIsRefused() {
    Session foreign =
        (Session)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> "a session of somebody else's");
    assertThatThrownBy(() -> WindowsWorld.loader(List.of(), getClass().getClassLoader(), foreign))
        .hasMessage(
            "BSC-402 cannot use a host without types\n"
                + "  where: session\n"
                + "  expected: a session that the bridge has opened\n"
                + "  actual: a session of somebody else's\n"
                + "  remedy: open it with Bascule.open");
  }
}

package org.bascule.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsgiRuntimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir private Path temporary;
  private Home home;
  private DataFolder data;

  @BeforeEach
  void prepare() throws Exception {
    home = new Home(temporary.resolve("home"));
    data = new DataFolder(temporary.resolve("data"));
    Files.createDirectories(home.path().resolve("bundle"));
  }

  @Test
  void startsEachBundleAtTheLevelOfItsFolder() throws Exception {
    GuestBundle.write(bundle("02/b.jar"), "early");
    GuestBundle.write(bundle("05/a.jar"), "late");

    try (OsgiRuntime runtime = OsgiRuntime.start(home, data)) {
      assertThat(says(runtime, "early")).isEqualTo("early at start level 2");
      assertThat(says(runtime, "late")).isEqualTo("late at start level 5");
    }
  }

  @Test
  void stopsItsBundlesAndLeavesNothingBehind() throws Exception {
    GuestBundle.write(bundle("01/a.jar"), "stopping");

    OsgiRuntime runtime = OsgiRuntime.start(home, data);
    assertThat(data.runs()).isNotEmptyDirectory();
    runtime.close();
    runtime.close();

    assertThat(System.getProperty("stopped.stopping")).isEqualTo("yes");
    assertThat(data.runs()).isEmptyDirectory();
  }

  @Test
  void startsGuestsThatAnotherBundleHasInstalled() throws Exception {
    GuestBundle.write(bundle("02/a.jar"), "installer");
    Path guest = temporary.resolve("guest.jar");
    GuestBundle.write(guest, "guest");
    Files.createDirectories(home.conf());
    Files.writeString(home.conf().resolve("framework.properties"), "install=" + guest.toUri());

    try (OsgiRuntime runtime = OsgiRuntime.start(home, data)) {
      assertThat(says(runtime, "guest")).isEqualTo("guest at start level 3");
    }
  }

  @Test
  void namesABundleThatCannotStartAndStartsTheOthers() throws Exception {
    GuestBundle.write(bundle("01/a.jar"), "hungry", "Import-Package", "no.such.thing");
    GuestBundle.write(bundle("02/b.jar"), "content");
    PrintStream former = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    try (OsgiRuntime runtime = OsgiRuntime.start(home, data)) {
      assertThat(says(runtime, "content")).isEqualTo("content at start level 2");
    } finally {
      System.setErr(former);
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("hungry [1]: Unable to resolve hungry [1](R 1.0): missing requirement")
        .contains("osgi.wiring.package=no.such.thing")
        .hasLineCount(1);
  }

  @Test
  void saysThatAServiceIsNotThere() throws Exception {
    GuestBundle.write(bundle("01/a.jar"), "alone");

    try (OsgiRuntime runtime = OsgiRuntime.start(home, data)) {
      assertThat(runtime.service(Supplier.class, "(guest=nobody)", Duration.ofMillis(50)))
          .isEmpty();
    }
  }

  @Test
  void tellsThatTheFrameworkHasStopped() throws Exception {
    GuestBundle.write(bundle("01/a.jar"), "brief");
    CountDownLatch stopped = new CountDownLatch(1);
    OsgiRuntime runtime = OsgiRuntime.start(home, data);
    runtime.whenStopped(stopped::countDown);

    runtime.close();

    assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static String says(OsgiRuntime runtime, String guest) throws Exception {
    Object service =
        runtime.service(Supplier.class, "(guest=" + guest + ")", PATIENCE).orElseThrow();
    return ((Supplier<String>) service).get();
  }

  private Path bundle(String file) {
    return home.path().resolve("bundle").resolve(file);
  }
}

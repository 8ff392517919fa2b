package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.bascule.bridge.Inheritance;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What of this JVM's environment, in which the build has put secrets, is seen behind the bridge.
 */
class EnvironmentIT {
  private static final String SECRET = "BASCULE_TEST_SECRET";
  private static final String NAMED = "BASCULE_TEST_NAMED";

  @TempDir Path directory;

  @Test
  void noProcessOfASessionHasASecretOfTheJvm() throws IOException {
    assertThat(System.getenv()).containsKeys(SECRET, NAMED);
    Path prefix = directory.resolve("prefix");
    Set<String> programs = new ConcurrentSkipListSet<>();
    Set<String> betrayed = new ConcurrentSkipListSet<>();
    SessionOptions options =
        TestBed.options()
            .withPrefix(prefix)
            .withInheritance(Inheritance.SHORT.withNames(List.of(NAMED)))
            .withEnvironment(Map.of("GIVEN", "by us"))
            .withProgress((step, fraction) -> look(programs, betrayed));
    try (Session session = Standalone.bascule().open(options)) {
      look(programs, betrayed);

      assertThat(programs).contains("wineserver64", "services.exe", "wineboot.exe");
      assertThat(betrayed).isEmpty();
      assertThat(variable(session, SECRET)).isEmpty();
      assertThat(variable(session, NAMED)).isEqualTo("named");
      assertThat(variable(session, "GIVEN")).isEqualTo("by us");
      assertThat(block(session))
          .noneMatch(line -> line.startsWith(SECRET + "="))
          .contains(NAMED + "=named", "GIVEN=by us");
      assertThat(ofLinux(session))
          .noneMatch(line -> line.startsWith(SECRET + "="))
          .contains(NAMED + "=named", "WINEPREFIX=" + prefix);
    }
    // The server writes the registry before it ends.
    Leftovers.await(Duration.ofSeconds(30), () -> !running());
  }

  @Test
  void everythingIsSeenWhereTheOptionsSaySo() {
    SessionOptions options = TestBed.options().withInheritance(Inheritance.ALL);
    try (Session session = Standalone.bascule().open(options)) {
      assertThat(variable(session, SECRET)).isEqualTo("secret");
      assertThat(block(session)).contains(SECRET + "=secret", NAMED + "=named");
    }
  }

  private static String variable(Session session, String name) {
    StringBuilder value = new StringBuilder(256);
    session
        .function("kernel32", "DWORD GetEnvironmentVariableA(const char *n, char *v, DWORD size)")
        .call(name, value, 256);
    return value.toString();
  }

  private static List<String> block(Session session) {
    var length = session.function("msvcrt", "int strlen(size_t text)");
    var text = session.function("msvcrt", "char *strstr(size_t text, const char *part)");
    List<String> lines = new ArrayList<>();
    long at =
        ((Number) session.function("kernel32", "size_t GetEnvironmentStringsA(void)").call())
            .longValue();
    for (int size = (int) length.call(at); size > 0; size = (int) length.call(at)) {
      lines.add((String) text.call(at, ""));
      at += size + 1L;
    }
    return lines;
  }

  /** As Linux has it; of the process that opens files for the DLL. */
  private static List<String> ofLinux(Session session) {
    Object file =
        session
            .function("msvcrt", "void *fopen(const char *name, const char *mode)")
            .call("Z:\\proc\\self\\environ", "rb");
    byte[] bytes = new byte[16384];
    Object size =
        session
            .function("msvcrt", "size_t fread(uint8_t *b, size_t size, size_t count, void *file)")
            .call(bytes, 1, bytes.length, file);
    session.function("msvcrt", "int fclose(void *file)").call(file);
    String text = new String(bytes, 0, ((Number) size).intValue(), StandardCharsets.UTF_8);
    return List.of(text.split("\0"));
  }

  /** Looks at all processes whose prefix lies in the directory. */
  private void look(Set<String> programs, Set<String> betrayed) {
    for (Running process : processes()) {
      if (process.environment().contains("WINEPREFIX=" + directory)) {
        programs.add(process.program().replaceAll(".*[/\\\\]", ""));
        if (process.environment().contains(SECRET)) {
          betrayed.add(process.program());
        }
      }
    }
  }

  private boolean running() {
    Set<String> programs = new TreeSet<>();
    look(programs, new TreeSet<>());
    return !programs.isEmpty();
  }

  /** One that runs, by the first word of its command line. */
  private record Running(String program, String environment) {}

  private static List<Running> processes() {
    List<Running> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        String command = text(process.resolve("cmdline"));
        found.add(new Running(command.split("\0")[0], text(process.resolve("environ"))));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  /** Nothing if it has just ended, or is another user's. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}

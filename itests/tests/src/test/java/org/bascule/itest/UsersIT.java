package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Other users than the one who builds, with homes of every kind. Only root can become them. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsersIT {
  private static final String NOBODY_KNOWN = "61234";
  private static final String LETTERS = "Präfix für Ж und 前缀 mit 'Zeichen' & $HOME";

  private static Path place;
  private static Path home;
  private static String classPath;

  /** All that another user must be able to read, which the builder's own folders may forbid. */
  @BeforeAll
  static void giveAwayWhatIsNeeded() throws Exception {
    if (!"root".equals(System.getProperty("user.name")) || !Files.exists(SETPRIV)) {
      String why = "NO TEST OF OTHER USERS IS RUN: it takes root, and setpriv of util-linux";
      System.err.println(why);
      org.junit.jupiter.api.Assumptions.abort(why);
    }
    place = Files.createTempDirectory("bascule-users");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      entries.add(copy(Path.of(entry), place.resolve("class-path").resolve("" + entries.size())));
    }
    classPath = String.join(":", entries);
    Files.copy(TestBed.dll("demo"), Files.createDirectory(place.resolve("dlls")).resolve(DLL));
    home = owned("home of " + LETTERS);
  }

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final String DLL = "démo Ж.dll";

  @AfterAll
  static void takeAway() throws IOException {
    if (place != null) {
      // The servers of their prefixes write the registry before they end.
      Leftovers.await(Duration.ofSeconds(30), () -> !runsAnything());
      delete(place);
    }
  }

  @Test
  void twoUsersAtOnceWithEveryScriptsLettersInAllPaths() throws Exception {
    try (Session own = Standalone.bascule().open(TestBed.options())) {
      Process other = start(Map.of("HOME", home.toString()), List.of("umask 000"), "stay");
      String said = other.inputReader(StandardCharsets.UTF_8).readLine();
      assertThat(said)
          .as(() -> said + "\n" + rest(other))
          .isEqualTo("42 " + home.resolve(".local/share/bascule/prefix"));
      assertThat(own.function(TestBed.demo(), "int add(int a, int b)").call(1, 2).toString())
          .isEqualTo("3");
      other.destroy();
      other.waitFor();
    }
    for (String made : List.of(".local", ".local/share/bascule", ".local/share/bascule/prefix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(made))))
          .as(made)
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aUserWithoutAHomeIsToldWhatToDo() throws Exception {
    assertThat(run(Map.of(), List.of()))
        .isEqualTo(
            """
            BSC-102 cannot use the Wine prefix
              where: ?/.local/share/bascule/prefix
              expected: a directory of this user's own
              actual: this user has no home directory, and nothing else was named
              remedy: set HOME, or XDG_DATA_HOME, or name the prefix itself (bascule.prefix)
            """);
    Path data = owned("data");
    assertThat(
            run(
                Map.of("XDG_DATA_HOME", data.toString(), "XDG_CACHE_HOME", data.toString()),
                List.of()))
        .isEqualTo("42 " + data.resolve("bascule/prefix") + "\n");
  }

  @Test
  void aHomeThatIsOnlyReadIsNamedAndNotNeeded() throws Exception {
    Path readOnly = Files.createDirectory(place.resolve("read-only"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThat(run(Map.of("HOME", readOnly.toString()), List.of()))
        .isEqualTo(
            """
            BSC-102 cannot use the Wine prefix
              where: %1$s/.local/share/bascule/prefix
              expected: a Wine prefix for 64-bit programs
              actual: %1$s/.local: permission denied
              remedy: see that the directory can be written to and has about 1 GiB of room, and try \
            again
            """
                .formatted(readOnly));
    Path data = owned("elsewhere");
    Map<String, String> elsewhere =
        Map.of(
            "HOME",
            readOnly.toString(),
            "XDG_DATA_HOME",
            data.toString(),
            "XDG_CACHE_HOME",
            data.toString());
    assertThat(run(elsewhere, List.of())).isEqualTo("42 " + data.resolve("bascule/prefix") + "\n");
  }

  private static String run(Map<String, String> environment, List<String> first)
      throws IOException {
    return new String(
        start(environment, first).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Process start(
      Map<String, String> environment, List<String> first, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    String shell = String.join("; ", first) + (first.isEmpty() ? "" : "; ") + "exec \"$@\"";
    command.addAll(List.of(SETPRIV.toString(), "--reuid=" + NOBODY_KNOWN));
    command.addAll(List.of("--regid=" + NOBODY_KNOWN, "--clear-groups", "sh", "-c", shell, "sh"));
    command.addAll(List.of(ChildJvm.java("java"), "-cp", classPath));
    command.addAll(List.of(UserProgram.class.getName(), place.resolve("dlls/" + DLL).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String rest(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path owned(String name) throws IOException {
    Path directory = Files.createDirectory(place.resolve(name));
    Files.setAttribute(directory, "unix:uid", Integer.parseInt(NOBODY_KNOWN));
    return directory;
  }

  private static boolean runsAnything() {
    return ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc", "" + process.pid()))
        .anyMatch(UsersIT::isTheirs);
  }

  private static boolean isTheirs(Path process) {
    try {
      return Files.getAttribute(process, "unix:uid").equals(Integer.parseInt(NOBODY_KNOWN));
    } catch (IOException e) {
      return false;
    }
  }

  private static String copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.exists(from) ? Files.walk(from) : Stream.empty()) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(Files.isDirectory(file) ? target : target.getParent());
        if (Files.isRegularFile(file)) {
          Path name = file.equals(from) ? to.resolveSibling(to.getFileName() + ".jar") : target;
          Files.copy(file, name);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Files.isDirectory(from) ? to.toString() : to + ".jar";
  }

  private static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

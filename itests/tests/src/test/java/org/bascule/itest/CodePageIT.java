package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text means the same for Java, for A functions and for the C runtimes. */
class CodePageIT {
  private static final String NAME = "Größe ☃";

  @TempDir Path directory;

  private SessionOptions options() {
    Map<String, String> environment = new HashMap<>(TestBed.options().environment());
    environment.put("ORT", NAME);
    return TestBed.options().withWorkingDirectory(directory).withEnvironment(environment);
  }

  @Test
  void filesHaveTheNamesThatJavaGivesThem() throws Exception {
    try (Session session = Standalone.bascule().open(options())) {
      assertThat(session.function("kernel32", "UINT GetACP(void)").call()).isEqualTo(65001L);
      session
          .function(
              "kernel32",
              "HANDLE CreateFileA(const char *n, DWORD a, DWORD s, void *x, DWORD d, DWORD f,"
                  + " HANDLE t)")
          .call(NAME + " A", 0x40000000, 0, null, 2, 0, null);
      for (String runtime : List.of("msvcrt", "ucrtbase")) {
        Object file =
            session
                .function(runtime, "void *fopen(const char *name, const char *mode)")
                .call(NAME + " " + runtime, "w");
        session.function(runtime, "int fclose(void *file)").call(file);
      }
    }
    try (var names = Files.list(directory)) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(NAME + " A", NAME + " msvcrt", NAME + " ucrtbase");
    }
  }

  @Test
  void environmentAndModulesAreNamedAsInJava() throws Exception {
    Path dll = Files.copy(TestBed.dll("sibling"), directory.resolve(NAME + ".dll"));
    try (Session session = Standalone.bascule().open(options())) {
      for (String runtime : List.of("msvcrt", "ucrtbase")) {
        assertThat(session.function(runtime, "char *getenv(const char *name)").call("ORT"))
            .isEqualTo(NAME);
      }
      session.function(dll.toString(), "int triple(int value)").call(1);
      Object module =
          session
              .function("kernel32", "void *GetModuleHandleA(const char *name)")
              .call(NAME + ".dll");
      StringBuilder path = new StringBuilder(512);
      session
          .function("kernel32", "DWORD GetModuleFileNameA(void *module, char *path, DWORD size)")
          .call(module, path, 512);
      assertThat(path.toString()).endsWith("\\" + NAME + ".dll");
    }
  }

  @Test
  void whatDllsPrintIsReadInTheCodePageOfTheSession() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Session session =
        Standalone.bascule().open(options().withCodePage(1252).withDllOutput(lines::add))) {
      session.function("msvcrt", "int puts(const char *text)").call("Größe 5 €");
      Leftovers.await(Duration.ofSeconds(20), () -> lines.contains("Größe 5 €"));
    }
    assertThat(lines).contains("Größe 5 €");
  }
}

package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bascule.annotation.FunctionName;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The ways to find a DLL, and what lies beside it. */
class LoadingIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @TempDir Path directory;

  /** Of ordinals.dll, whose exports have no names. */
  public interface Ordinals {
    @FunctionName("#1")
    int first(int value);

    @FunctionName("#2")
    int second(int value);

    @FunctionName("#100")
    int hundredth(int value);
  }

  @Test
  void findsADependencyBesideTheDll() {
    assertThat(
            WINE.session()
                .function(TestBed.dll("dependent").toString(), "int triple_and_one(int value)")
                .call(4))
        .isEqualTo(13);
  }

  @Test
  void aDirectoryThatIsNotThereIsAWarning() throws Exception {
    Path absent = directory.resolve("absent");
    Path apart = Files.createDirectory(directory.resolve("apart, with {0} in it"));
    Path alone = Files.copy(TestBed.dll("dependent"), directory.resolve("dependent.dll"));
    Files.copy(TestBed.dll("sibling"), apart.resolve("sibling.dll"));
    try (LogLines log = new LogLines();
        Session session =
            Standalone.bascule().open(TestBed.options().withLibraryPath(List.of(absent, apart)))) {
      assertThat(session.function("msvcrt", "int abs(int a)").call(-5)).isEqualTo(5);
      assertThat(session.function(alone.toString(), "int triple_and_one(int value)").call(4))
          .isEqualTo(13);
      assertThat(log.messages())
          .containsExactly(
              absent + " of library.path is not there; libraries are searched for without it");
    }
  }

  @Test
  void findsADependencyOnTheLibraryPath() throws Exception {
    Path apart = Files.createDirectory(directory.resolve("apart"));
    Path alone = Files.copy(TestBed.dll("dependent"), directory.resolve("dependent.dll"));
    Files.copy(TestBed.dll("sibling"), apart.resolve("sibling.dll"));
    try (Session session =
        Standalone.bascule().open(TestBed.options().withLibraryPath(List.of(apart)))) {
      assertThat(session.function(alone.toString(), "int triple_and_one(int value)").call(1))
          .isEqualTo(4);
    }
  }

  @Test
  void callsByOrdinal() {
    Ordinals ordinals = WINE.session().load(TestBed.dll("ordinals").toString(), Ordinals.class);
    assertThat(ordinals.first(10)).isEqualTo(11);
    assertThat(ordinals.second(10)).isEqualTo(12);
    assertThat(ordinals.hundredth(10)).isEqualTo(110);
  }

  @Test
  void listsExportsThatHaveNoNames() {
    assertThat(WINE.session().library(TestBed.dll("ordinals").toString()).exports())
        .extracting(ExportInfo::name, ExportInfo::ordinal)
        .containsExactly(tuple("", 1), tuple("", 2), tuple("", 100));
  }

  @Test
  void takesWindowsPathsAndPathsWithOddNames() throws Exception {
    Path odd =
        Files.copy(TestBed.dll("sibling"), directory.resolve("Zugbrücke mit Leerzeichen 😀.dll"));
    String windows = "Z:" + odd.toString().replace('/', '\\');
    assertThat(WINE.session().function(odd.toString(), "int triple(int value)").call(5))
        .isEqualTo(15);
    assertThat(WINE.session().function(windows, "int triple(int value)").call(6)).isEqualTo(18);
  }

  @Test
  void loadsADllOnce() {
    assertThat(WINE.session().library("kernel32").module())
        .isEqualTo(WINE.session().library("kernel32.dll").module())
        .isEqualTo(WINE.session().library("KERNEL32").module());
  }
}

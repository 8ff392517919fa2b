package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bascule.itest.ChildJvm;
import org.bascule.itest.TestBed;
import org.bascule.jna.loader.BasculeNative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that know no session are told where DLLs lie, as JNA's programs are. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LibraryPathIT {
  @TempDir Path directory;
  private Path importing;
  private Path imported;

  /** Of dependent.dll. */
  interface Dependent extends Library {
    int triple_and_one(int value);
  }

  /** A program that loads by name alone. */
  static final class Loading {
    private Loading() {}

    /** Takes directories for {@code addSearchPath}. */
    public static void main(String[] directories) {
      for (String directory : directories) {
        NativeLibrary.addSearchPath("dependent", directory);
      }
      Dependent dependent = BasculeNative.load("dependent", Dependent.class);
      System.out.println(dependent.triple_and_one(4));
    }
  }

  @BeforeEach
  void putTheDllsApart() throws IOException {
    importing = Files.createDirectory(directory.resolve("importing"));
    imported = Files.createDirectory(directory.resolve("imported"));
    Files.copy(TestBed.dll("dependent"), importing.resolve("dependent.dll"));
    Files.copy(TestBed.dll("sibling"), imported.resolve("sibling.dll"));
  }

  @Test
  void aPropertyOfOurOwnNamesDirectories() throws Exception {
    assertThat(run(List.of("-Dbascule.library.path=" + importing + ":" + imported)))
        .containsExactly("13");
  }

  @Test
  void soDoesThatOfJnaWhateverElseItNames() throws Exception {
    String absent = directory.resolve("absent").toString();
    assertThat(run(List.of("-Djna.library.path=" + absent + ":" + importing + ":" + imported)))
        .containsExactly("13");
  }

  @Test
  void aDirectoryMayBeAddedForOneLibrary() throws Exception {
    assertThat(run(List.of("-Dbascule.library.path=" + imported), importing.toString()))
        .containsExactly("13");
  }

  private static List<String> run(List<String> options, String... arguments) throws Exception {
    Path jdk = Path.of(System.getProperty("java.home"));
    try (ChildJvm child = ChildJvm.run(jdk, options, Loading.class, arguments)) {
      return child.rest();
    }
  }
}

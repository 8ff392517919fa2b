package org.bascule.jna.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
  @TempDir Path directory;

  private final Map<String, String> properties = new HashMap<>();
  private final SearchPath path = new SearchPath(properties::get);

  @Test
  void leavesNamesAloneThatItDoesNotFind() {
    assertThat(path.find("some")).isEqualTo("some");
    properties.put(SearchPath.OWN, directory.toString());
    assertThat(path.find("some")).isEqualTo("some");
    assertThat(path.find(null)).isNull();
  }

  @Test
  void findsFilesAsWindowsWould() throws Exception {
    properties.put(SearchPath.JNA, directory.toString());
    Path file = Files.createFile(directory.resolve("Some.DLL"));
    assertThat(path.find("some")).isEqualTo(file.toString());
    assertThat(path.find("SOME.dll")).isEqualTo(file.toString());
    assertThat(path.find("some.ocx")).isEqualTo("some.ocx");
  }

  @Test
  void leavesPathsAlone() throws Exception {
    properties.put(SearchPath.OWN, directory.toString());
    Files.createFile(directory.resolve("some.dll"));
    assertThat(path.find("./some")).isEqualTo("./some");
    assertThat(path.find("C:\\some")).isEqualTo("C:\\some");
  }

  @Test
  void looksWhereOneLibraryLiesThenInOurPropertyThenInThatOfJna() throws Exception {
    Path added = some("added");
    Path own = some("own");
    Path jna = some("jna");
    properties.put(SearchPath.JNA, jna.getParent().toString());
    assertThat(path.find("some-search")).isEqualTo(jna.toString());
    properties.put(SearchPath.OWN, own.getParent().toString());
    assertThat(path.find("some-search")).isEqualTo(own.toString());
    NativeLibrary.addSearchPath("some-search", added.getParent().toString());
    assertThat(path.find("some-search")).isEqualTo(added.toString());
    assertThat(path.find("other-search")).isEqualTo("other-search");
  }

  @Test
  void goesOnWithoutWhatIsNoDirectory() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    properties.put(SearchPath.OWN, directory.resolve("absent") + "::" + file + ": " + directory);
    assertThat(path.of(SearchPath.OWN)).containsExactly(directory);
  }

  private Path some(String folder) throws Exception {
    return Files.createFile(
        Files.createDirectory(directory.resolve(folder)).resolve("some-search.dll"));
  }
}

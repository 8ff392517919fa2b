package org.bascule.windowsjna.world.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySearchTest {
  @TempDir Path folder;

  @AfterEach
  void clear() {
    System.clearProperty("jna.library.path");
  }

  private void path(String path) {
    System.setProperty("jna.library.path", path);
  }

  @Test
  void aNameIsFoundInAnyCaseAndWithoutItsEnding() throws IOException {
    Path dll = Files.createFile(folder.resolve("Engine.DLL"));
    path("/no/such/folder" + File.pathSeparator + folder);
    assertThat(LibrarySearch.find("engine.dll")).isEqualTo(dll.toString());
    assertThat(LibrarySearch.find("ENGINE")).isEqualTo(dll.toString());
  }

  @Test
  void aPathIsFoundInAnyCase() throws IOException {
    Path dll = Files.createFile(folder.resolve("Engine.dll"));
    assertThat(LibrarySearch.find(folder + "/engine.DLL")).isEqualTo(dll.toString());
  }

  @Test
  void whatIsNotThereIsLeftToTheSessionAndWindows() {
    path(folder.toString());
    assertThat(LibrarySearch.find("kernel32.dll")).isEqualTo("kernel32.dll");
    assertThat(LibrarySearch.find("C:\\x\\y.dll")).isEqualTo("C:\\x\\y.dll");
    assertThat(LibrarySearch.find("bad/\0name")).isEqualTo("bad/\0name");
  }
}

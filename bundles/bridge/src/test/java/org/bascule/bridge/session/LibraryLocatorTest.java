package org.bascule.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows' own folder by width. */
class LibraryLocatorTest {
  @TempDir Path prefix;
  private Path windows;

  @BeforeEach
  void makePrefix() throws IOException {
    windows = Files.createDirectories(prefix.resolve("drive_c/windows"));
    Files.createDirectories(windows.resolve("system32"));
    Files.createFile(windows.resolve("system32/msvcrt.dll"));
    Files.createDirectories(prefix.resolve("dosdevices"));
    Files.createSymbolicLink(prefix.resolve("dosdevices/c:"), Path.of("../drive_c"));
  }

  private Path found(Abi abi, String library) {
    return new LibraryLocator(List.of(), prefix, abi).locate(library).file().orElseThrow();
  }

  @Test
  void aPrefixForBothWidthsHasAFolderForEach() throws IOException {
    Path narrow = Files.createDirectories(windows.resolve("syswow64"));
    Files.createFile(narrow.resolve("msvcrt.dll"));

    assertThat(found(Abi.X86, "msvcrt")).isEqualTo(narrow.resolve("msvcrt.dll"));
    assertThat(found(Abi.X64, "msvcrt")).isEqualTo(windows.resolve("system32/msvcrt.dll"));
    assertThat(found(Abi.X86, "C:\\windows\\system32\\msvcrt.dll"))
        .isEqualTo(narrow.resolve("msvcrt.dll"));
    assertThat(found(Abi.X64, "C:\\windows\\system32\\msvcrt.dll"))
        .isEqualTo(prefix.resolve("dosdevices/c:/windows/system32/msvcrt.dll"));
  }

  @Test
  void aPrefixForOneWidthHasOnlyOne() {
    assertThat(found(Abi.X86, "msvcrt")).isEqualTo(windows.resolve("system32/msvcrt.dll"));
  }
}

package org.bascule.transport.wine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.wine.PrefixLook.Absent;
import org.bascule.transport.wine.PrefixLook.Outdated;
import org.bascule.transport.wine.PrefixLook.Ready;
import org.bascule.transport.wine.PrefixLook.Unusable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefixLookTest {
  private static final byte X64 = (byte) HostAbi.X64;
  private static final byte X86 = (byte) HostAbi.X86;

  @TempDir Path home;
  private Path prefix;

  @BeforeEach
  void name() {
    prefix = home.resolve("prefix");
  }

  @Test
  void seesThatThereIsNone() throws IOException {
    assertThat(look(X64)).isEqualTo(new Absent());
    Files.createDirectory(prefix);
    assertThat(look(X64)).isEqualTo(new Absent());
  }

  @Test
  void takesOneThatWasMadeWithThisWine() throws IOException {
    make("win64", "8.0");

    assertThat(look(X64)).isEqualTo(new Ready());
  }

  @Test
  void updatesOneOfAnotherWine() throws IOException {
    make("win64", "7.0");

    assertThat(look(X64)).isEqualTo(new Outdated("it was last used with Wine 7.0"));
  }

  @Test
  void updatesOneWithout32BitProgramsWhenTheyAreWanted() throws IOException {
    make("win64", "8.0");
    assertThat(look(X86)).isEqualTo(new Outdated("it was made for 64-bit programs only"));

    Path dlls = Files.createDirectories(prefix.resolve("drive_c/windows/syswow64"));
    Files.createFile(dlls.resolve("ntdll.dll"));
    assertThat(look(X86)).isEqualTo(new Ready());
  }

  @Test
  void cannotUpdateA32BitPrefixFor64BitPrograms() throws IOException {
    make("win32", "8.0");

    assertThat(look(X86)).isEqualTo(new Ready());
    assertThat(look(X64))
        .isEqualTo(
            new Unusable(
                "a prefix for 64-bit programs",
                "it was made for 32-bit programs only",
                "name another directory, or delete it; it is made anew then"));
  }

  @Test
  void leavesAPrefixAloneThatSomebodyElseHasMade() throws IOException {
    make("win64", "8.0");
    Files.delete(prefix.resolve(PrefixMarker.FILE));

    assertThat(look(X64))
        .isEqualTo(
            new Unusable(
                "an empty directory, or a Wine prefix that Bascule has made",
                "a Wine prefix that somebody else has made",
                "name another directory; to hand this prefix over to Bascule, put an empty file"
                    + " bascule.properties into it"));
    Files.createFile(prefix.resolve(PrefixMarker.FILE));
    assertThat(look(X64)).isEqualTo(new Outdated("it was last used with Wine "));
  }

  @Test
  void leavesOtherDirectoriesAndFilesAlone() throws IOException {
    Files.createFile(Files.createDirectory(prefix).resolve("letter"));
    assertThat(look(X64))
        .isEqualTo(
            new Unusable(
                "an empty directory, or a Wine prefix that Bascule has made",
                "a directory with other files",
                "name another directory"));
    prefix = prefix.resolve("letter");
    assertThat(look(X64))
        .isEqualTo(new Unusable("a directory", "a file", "name another directory"));
  }

  @Test
  void neverTakesTheUsersOwnPrefix() throws IOException {
    Unusable own =
        new Unusable("a prefix of its own", "the user's own Wine prefix", "name another directory");
    prefix = home.resolve("x/../.wine");
    assertThat(look(X64)).isEqualTo(own);
    Files.createDirectory(home.resolve(".wine"));
    prefix = Files.createSymbolicLink(home.resolve("link"), home.resolve(".wine"));
    assertThat(look(X64)).isEqualTo(own);
  }

  @Test
  void noticesAPrefixThatIsNotWhole() throws IOException {
    Files.createDirectory(prefix);
    new PrefixMarker("8.0").write(prefix);

    assertThat(look(X64))
        .isEqualTo(
            new Unusable(
                "a complete Wine prefix", "it has no registry", "delete it; it is made anew then"));
  }

  private PrefixLook look(byte abi) throws IOException {
    return PrefixLook.at(prefix, abi, "8.0", home);
  }

  private void make(String arch, String version) throws IOException {
    Files.createDirectory(prefix);
    Files.writeString(
        prefix.resolve("system.reg"),
        "WINE REGISTRY Version 2\n;; All keys relative to REGISTRY\\\\Machine\n\n#arch="
            + arch
            + "\n");
    new PrefixMarker(version).write(prefix);
  }
}

package org.bascule.transport.wine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.HostStartException;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.WineReport;
import org.bascule.transport.WineReport.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderFinderTest {
  private static final byte X64 = (byte) HostAbi.X64;
  private static final byte X86 = (byte) HostAbi.X86;
  private static final byte[] ELF_64 = elf(2, 62);
  private static final byte[] ELF_32 = elf(1, 3);
  private static final byte[] ELF_ARM = elf(2, 183);
  private static final byte[] SCRIPT = "#!/bin/sh -e\nexec wine64\n".getBytes();

  private final Map<String, String> environment = new HashMap<>();
  private String version = "8.0";

  @TempDir Path root;

  @Test
  void takesTheLoaderOfTheWantedWidthAndNeverAScript() throws IOException {
    Path script = program("usr/bin/wine", SCRIPT);
    Path loader64 = program("usr/lib/wine/wine64", ELF_64);
    Path loader32 = program("usr/lib/wine/wine", ELF_32);

    WineReport for64 = search(X64);
    assertThat(for64.chosen()).contains(loader64);
    assertThat(for64.version()).contains("8.0");
    assertThat(finding(for64, loader32)).isEqualTo("32-bit loader");
    assertThat(finding(for64, script)).isEqualTo("a shell script");
    WineReport for32 = search(X86);
    assertThat(for32.chosen()).contains(loader32);
    assertThat(finding(for32, loader64)).isEqualTo("64-bit loader that runs no 32-bit programs");
  }

  @Test
  void looksAtOptionalPackagesAndThePath() throws IOException {
    Path elsewhere = program("elsewhere/wine64", ELF_64);
    environment.put("PATH", "relative:" + elsewhere.getParent());
    assertThat(search(X64).chosen()).contains(elsewhere);

    Path staging = program("opt/wine-staging/bin/wine64", ELF_64);
    Path devel = program("opt/wine-devel/bin/wine", ELF_64);
    WineReport report = search(X64);
    assertThat(report.chosen()).contains(devel);
    assertThat(finding(report, staging)).isEqualTo("fits too");
  }

  @Test
  void prefersTheVariable() throws IOException {
    program("usr/lib/wine/wine64", ELF_64);
    Path named = program("named", ELF_64);
    environment.put("BASCULE_WINE", named.toString());

    assertThat(search(X64).chosen()).contains(named);
    assertThat(search(X64).candidates().get(0)).isEqualTo(new Candidate(named, "chosen"));
    assertThat(search(X64).why()).isEqualTo("BASCULE_WINE names it");
    assertThat(finder().search(X64, Optional.of(named)).why())
        .isEqualTo("the setting loader names it");
  }

  @Test
  void looksNowhereElseWhenTheSettingsNameALoader() throws IOException {
    program("usr/lib/wine/wine64", ELF_64);
    Path named = program("named", SCRIPT);
    WineReport report = finder().search(X64, Optional.of(named));

    assertThat(report.chosen()).isEmpty();
    assertThat(report.candidates()).containsExactly(new Candidate(named, "a shell script"));
    assertThatThrownBy(() -> finder().find(X64, Optional.of(named)))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-101 cannot start a Wine host
              where: %1$s
              expected: a Wine loader for 64-bit programs
              actual: none fits
                %1$s: a shell script
              remedy: name the loader itself, an ELF program such as /usr/lib/wine/wine64, or none"""
                .formatted(named));
  }

  @Test
  void saysWhatItFoundEverywhere() throws IOException {
    program("usr/lib/wine/wine", ELF_32);
    program("usr/lib/wine/wine64", new byte[] {1, 2, 3});
    program("usr/bin/wine64", ELF_ARM);
    Files.createDirectories(root.resolve("usr/bin/wine"));
    Path plain = program("usr/local/bin/wine64", ELF_64);
    plain.toFile().setExecutable(false);

    assertThatThrownBy(() -> finder().find(X64, Optional.empty()))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-101 cannot start a Wine host
              expected: a Wine loader for 64-bit programs
              actual: none fits
                ROOT/usr/lib/wine/wine64: no program
                ROOT/usr/lib/wine/wine: 32-bit loader
                ROOT/usr/local/bin/wine64: not executable by this user
                ROOT/usr/bin/wine64: for another processor
                ROOT/usr/bin/wine: a directory
                not there: ROOT/usr/lib/x86_64-linux-gnu/wine/wine64, \
            ROOT/usr/lib/x86_64-linux-gnu/wine/wine, ROOT/usr/lib/i386-linux-gnu/wine/wine64, \
            ROOT/usr/lib/i386-linux-gnu/wine/wine, ROOT/usr/local/bin/wine
              remedy: install Wine (on Debian: apt-get install wine64), or set BASCULE_WINE to the \
            loader's path"""
                .replace("ROOT", root.toString()));
  }

  @Test
  void saysWhatA32BitWineNeedsInOneTransaction() {
    assertThatThrownBy(() -> finder().find(X86, Optional.empty()))
        .hasMessageContaining("expected: a Wine loader for 32-bit programs")
        .hasMessageEndingWith(
            """
              remedy: install a Wine that runs 32-bit programs (on Debian 12 and 13, both widths in one \
            transaction: dpkg --add-architecture i386; apt-get update; apt-get install wine64 wine32:i386 \
            libgstreamer-plugins-base1.0-0:i386), or set BASCULE_WINE to the loader's path""");
  }

  @Test
  void namesTheFrontDoorOnlyToThoseWhoHaveComeThroughIt() {
    environment.put("BASCULE_FRONT_DOOR", "./bascule");
    assertThat(finder().remedy(X86, Optional.empty()))
        .isEqualTo(
            "install a Wine that runs 32-bit programs (./bascule run --with-32-bit does so; on Debian"
                + " 12 and 13, both widths in one transaction: dpkg --add-architecture i386; apt-get"
                + " update; apt-get install wine64 wine32:i386 libgstreamer-plugins-base1.0-0:i386),"
                + " or set BASCULE_WINE to the loader's path");
    assertThat(finder().remedy(X64, Optional.empty()))
        .isEqualTo(
            "install Wine (on Debian: apt-get install wine64), or set BASCULE_WINE to the loader's"
                + " path");
    environment.put("BASCULE_FRONT_DOOR", " ");
    assertThat(finder().remedy(X86, Optional.empty())).doesNotContain("--with-32-bit");
  }

  @Test
  void takesA64BitLoaderFor32BitProgramsIfItsWineWasBuiltSo() throws IOException {
    Path loader = program("opt/wine-new/bin/wine", ELF_64);
    Path narrow = Files.createDirectories(root.resolve("opt/wine-new/lib/wine/i386-windows"));
    Files.createFile(narrow.resolve("ntdll.dll"));
    Files.createDirectories(root.resolve("opt/wine-new/lib/wine/x86_64-unix"));
    assertThat(search(X86).chosen()).contains(loader);
    assertThat(search(X86).why())
        .isEqualTo("the first of the usual places that runs 32-bit programs");
    // What belongs to a vendor's library may lie there all alone.
    Files.move(narrow.resolve("ntdll.dll"), narrow.resolve("zlib1.dll"));
    assertThat(search(X86).chosen()).isEmpty();
    Files.move(narrow.resolve("zlib1.dll"), narrow.resolve("ntdll.dll"));
    Files.createDirectories(root.resolve("opt/wine-new/lib/wine/i386-unix"));
    assertThat(search(X86).chosen()).isEmpty();
  }

  @Test
  void prefixesAreKeptByThe64BitLoaderOfTheSameWine() throws IOException {
    Path narrow = program("usr/lib/wine/wine", ELF_32);
    Loader loader = new Loader(narrow, "8.0");
    assertThat(finder().keeper(loader)).as("there is no other").isEqualTo(loader);

    Path wide = program("usr/lib/wine/wine64", ELF_64);
    assertThat(finder().keeper(loader)).isEqualTo(new Loader(wide, "8.0"));
    assertThat(finder().keeper(new Loader(wide, "8.0")).path()).isEqualTo(wide);
    Loader other = new Loader(program("opt/wine-old/bin/wine", ELF_32), "7.0");
    assertThat(finder().keeper(other)).as("of another Wine").isEqualTo(other);
    Path beside = program("opt/wine-old/bin/wine64", ELF_64);
    version = "7.0";
    assertThat(finder().keeper(other)).isEqualTo(new Loader(beside, "7.0"));
  }

  @Test
  void reportsALoaderThatDoesNotAnswer() throws IOException {
    Path loader = program("usr/lib/wine/wine64", ELF_64);
    version = null;

    assertThat(finding(search(X64), loader)).isEqualTo("broken");
  }

  @Test
  void readsTheVersionFromWhatTheProgramPrints() throws IOException {
    Path good = program("good", "#!/bin/sh\necho 'wine-9.1 (Some)'\n".getBytes());
    Path bad = program("bad", "#!/bin/sh\necho no; exit 3\n".getBytes());

    assertThat(VersionReader.run(good)).isEqualTo("9.1 (Some)");
    assertThatThrownBy(() -> VersionReader.run(bad))
        .isInstanceOf(IOException.class)
        .hasMessage("--version ends with status 3 and says 'no'");
  }

  private WineReport search(byte abi) {
    return finder().search(abi, Optional.empty());
  }

  private LoaderFinder finder() {
    return new LoaderFinder(
        new LoaderPlaces(root, environment),
        loader -> {
          if (version == null) {
            throw new IOException("broken");
          }
          return version;
        },
        InstallAdvice.in(environment));
  }

  private Path program(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static String finding(WineReport report, Path path) {
    List<Candidate> found =
        report.candidates().stream().filter(candidate -> candidate.path().equals(path)).toList();
    assertThat(found).hasSize(1);
    return found.get(0).finding();
  }

  private static byte[] elf(int width, int machine) {
    byte[] header = new byte[64];
    header[0] = 0x7f;
    header[1] = 'E';
    header[2] = 'L';
    header[3] = 'F';
    header[4] = (byte) width;
    header[18] = (byte) machine;
    return header;
  }
}

package org.bascule.bridge.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the DLLs that JNA's jar carries; other people made them, with other people's tools. */
class PeFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "win32-x86-64, 64-bit (AMD64)",
    "win32-x86, 32-bit (i386)",
    "win32-aarch64, 64-bit (ARM64)"
  })
  void readsWidthAndImports(String platform, String machine) throws Exception {
    PeFile pe = PeFile.read(jnaDispatch(platform));
    assertThat(pe.machineName()).isEqualTo(machine);
    assertThat(pe.dll()).isTrue();
    assertThat(pe.imports()).contains("KERNEL32.dll");
  }

  @Test
  void tellsWhatAFileIsInstead() throws Exception {
    assertThatThrownBy(() -> PeFile.read(file("")))
        .isInstanceOf(PeFile.NotPeException.class)
        .hasMessage("an empty file");
    assertThatThrownBy(() -> PeFile.read(file("root:x:0")))
        .hasMessage("no Windows file (no MZ header)");
    assertThatThrownBy(() -> PeFile.read(file("\u007fELF\u0002")))
        .hasMessage("a Linux program or library (ELF)");
    assertThatThrownBy(() -> PeFile.read(file("MZ" + "\u0001".repeat(100))))
        .hasMessage("an MZ file without a PE header");
  }

  @Test
  void refusesADllThatWasCutOff() throws Exception {
    byte[] whole = Files.readAllBytes(jnaDispatch("win32-x86-64"));
    Path cut = directory.resolve("cut.dll");
    Files.write(cut, Arrays.copyOf(whole, 400));
    assertThatThrownBy(() -> PeFile.read(cut))
        .isInstanceOf(PeFile.NotPeException.class)
        .hasMessageStartingWith("a damaged Windows file (");
  }

  /** Every byte of the headers turned round, and every length: an answer, or the words for it. */
  @Test
  void damagedFilesAreReadOrRefusedInWords() throws Exception {
    byte[] whole = Files.readAllBytes(jnaDispatch("win32-x86-64"));
    Path damaged = directory.resolve("damaged.dll");
    for (int i = 0; i < 1024; i++) {
      byte[] bytes = Arrays.copyOf(whole, whole.length);
      bytes[i] ^= (byte) 0xFF;
      Files.write(damaged, bytes);
      readOrRefuse(damaged);
    }
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(damaged, Arrays.copyOf(whole, length));
      readOrRefuse(damaged);
    }
  }

  @Test
  void filesOfRandomBytesBehindAProperStartAreReadOrRefusedInWords() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] whole = Files.readAllBytes(jnaDispatch("win32-x86"));
    Path damaged = directory.resolve("random.dll");
    for (int round = 0; round < 1000; round++) {
      byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int i = 0; i < 40; i++) {
        bytes[random.nextInt(Math.min(bytes.length, 2048))] = (byte) random.nextInt(256);
      }
      Files.write(damaged, bytes);
      readOrRefuse(damaged);
    }
  }

  private static void readOrRefuse(Path file) throws Exception {
    try {
      assertThat(PeFile.read(file).imports().size()).isLessThan(65536);
    } catch (PeFile.NotPeException e) {
      assertThat(e).hasMessageMatching("(a|an|no) .*");
    }
  }

  private Path jnaDispatch(String platform) throws Exception {
    Path file = directory.resolve(platform + ".dll");
    try (InputStream in =
        com.sun.jna.Native.class.getResourceAsStream(
            "/com/sun/jna/" + platform + "/jnidispatch.dll")) {
      Files.copy(in, file);
    }
    return file;
  }

  private Path file(String content) throws Exception {
    return Files.writeString(
        directory.resolve("file" + content.hashCode()),
        content,
        java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}

package org.bascule.bridge.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** Thousands of imports that share one long name would fill a heap. */
  @Test
  void tablesThatNameMoreThanThereIsAreRefused() throws Exception {
    byte[] whole = Files.readAllBytes(jnaDispatch("win32-x86-64"));
    ByteBuffer b = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int optional = b.getInt(0x3C) + 24;
    int section = optional + b.getShort(optional - 4);
    int imports = b.getInt(section + 12);
    int at = b.getInt(section + 20);
    int table = 20 * 4096;
    b.putInt(optional + 112 + 8, imports);
    for (int i = 0; i < table; i += 4) {
      b.putInt(at + i, imports + table);
    }
    Arrays.fill(whole, at + table, at + table + 4000, (byte) 'a');
    whole[at + table + 4000] = 0;
    Path large = Files.write(directory.resolve("large.dll"), whole);
    assertThatThrownBy(() -> PeFile.read(large))
        .hasMessage("a damaged Windows file (names of more than 8388608 bytes)");
  }

  @Test
  void moreSectionsThanWindowsTakesAreRefused() throws Exception {
    byte[] whole = Files.readAllBytes(jnaDispatch("win32-x86-64"));
    ByteBuffer b = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort(b.getInt(0x3C) + 6, (short) 0xFFFF);
    Path many = Files.write(directory.resolve("many.dll"), whole);
    assertThatThrownBy(() -> PeFile.read(many))
        .hasMessage("a damaged Windows file (65535 sections, of which Windows takes 96)");
  }

  @Test
  void aFileThatWouldRunWhatIsNoCodeIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(jnaDispatch("win32-x86-64"));
    ByteBuffer b = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(b.getInt(0x3C) + 24 + 16, 0x7000_0000);
    Path odd = Files.write(directory.resolve("odd.dll"), whole);
    assertThatThrownBy(() -> PeFile.read(odd))
        .hasMessage("a damaged Windows file (no code at its entry point 0x70000000)");
  }

  @Test
  void readsExports() throws Exception {
    PeExports exports = PeExports.read(jnaDispatch("win32-x86-64"));
    assertThat(exports.has("JNI_OnLoad")).isTrue();
    assertThat(exports.has("#1")).isTrue();
    assertThat(exports.has("JNI_OnLoa")).isFalse();
    assertThat(exports.forwarders()).isEmpty();
  }

  private static void readOrRefuse(Path file) throws Exception {
    try {
      assertThat(PeFile.read(file).imports().size()).isLessThan(65536);
      assertThat(PeExports.read(file).ordinals().size()).isLessThanOrEqualTo(65536);
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

package org.bascule.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bascule.bridge.Check;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examines DLLs that are laid out here byte by byte; mingw's linker makes no delayed imports. */
class LibraryDoctorTest {
  private static final int OPTIONAL = 0x58;
  private static final int TABLE = 0x200;
  private static final int NAMES = 0x300;

  @TempDir Path directory;

  @Test
  void namesWhatADllWouldNotFindAtItsFirstCall() throws Exception {
    Path plugin = dll("plugin.dll", List.of("absent.dll"));
    assertThat(examine(plugin))
        .containsExactly(
            new Check("library", true, plugin.toString(), ""),
            new Check("width", true, "64-bit", ""),
            new Check("imports", true, "", ""),
            missing("absent.dll", "plugin.dll"));
  }

  @Test
  void listsWhatADllLooksForAtItsFirstCall() throws Exception {
    Path plugin = dll("plugin.dll", List.of("beside.dll", "api-ms-win-core-synch-l1-2-0.dll"));
    dll("beside.dll", List.of());
    assertThat(examine(plugin))
        .endsWith(
            new Check("delayed imports", true, "beside.dll, api-ms-win-core-synch-l1-2-0.dll", ""));
  }

  @Test
  void saysNothingOfDelayedImportsWhereThereAreNone() throws Exception {
    assertThat(examine(dll("plain.dll", List.of())))
        .extracting(Check::subject)
        .containsExactly("library", "width", "imports");
  }

  @Test
  void readsTheAddressesThatOldLinkersPutIntoDelayedImports() throws Exception {
    Path plugin = dll("plugin.dll", List.of("absent.dll"));
    byte[] bytes = Files.readAllBytes(plugin);
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    b.putLong(OPTIONAL + 24, 0x1000_0000).putInt(TABLE, 0).putInt(TABLE + 4, 0x1000_0000 + NAMES);
    Files.write(plugin, bytes);
    assertThat(examine(plugin)).endsWith(missing("absent.dll", "plugin.dll"));
  }

  @Test
  void tellsAPartOfWindowsFromAFileThatSomebodyForgot() throws Exception {
    Files.createDirectories(system());
    Path plugin = dll("plugin.dll", List.of("webauthn.dll"));
    assertThat(examine(plugin))
        .endsWith(
            new Check(
                "delayed imports",
                false,
                "webauthn.dll is missing; plugin.dll imports it; it is a part of Windows (mingw-w64"
                    + " lists it)",
                "this Wine does not have it: use a newer Wine, or put a webauthn.dll that does"
                    + " without Windows beside plugin.dll, or add its directory to library.path"));
  }

  @Test
  void knowsThatTheHostBringsSomeAlong() throws Exception {
    assertThat(examine(dll("plugin.dll", List.of("BCryptPrimitives.dll"))))
        .endsWith(new Check("delayed imports", true, "BCryptPrimitives.dll", ""));
  }

  @Test
  void saysWhatIsWrongWithAFileThatIsThere() throws Exception {
    Path plugin = dll("plugin.dll", List.of("beside.dll"));
    Files.writeString(directory.resolve("beside.dll"), "no DLL");
    assertThat(examine(plugin))
        .endsWith(
            new Check(
                "delayed imports",
                false,
                "beside.dll is no Windows file (no MZ header); plugin.dll imports it",
                "get beside.dll again from where it comes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"msvcrt", "C:\\windows\\system32\\msvcrt", "c:/Windows/System32/msvcrt"})
  void saysThatWindowsOwnComeWithTheFirstStart(String library) {
    assertThat(examine(library))
        .containsExactly(
            new Check(
                "library",
                true,
                "msvcrt is a part of Windows (mingw-w64 lists it); those that Wine has will be in "
                    + system()
                    + " after the first start",
                ""));
  }

  @Test
  void saysThatWindowsIsNotThereYetOfWhatItDoesNotKnow() {
    assertThat(examine("vendor"))
        .containsExactly(
            new Check(
                "library",
                false,
                "none (searched: " + system() + ")",
                "give the DLL's path, or add its directory to library.path; Windows' own will be"
                    + " there after the first start"));
  }

  @Test
  void missesNothingOfWindowsBeforeTheFirstStart() throws Exception {
    Path plugin = dll("plugin.dll", List.of("KERNEL32.dll"));
    assertThat(examine(plugin)).endsWith(new Check("delayed imports", true, "KERNEL32.dll", ""));
    Files.createDirectories(system());
    assertThat(examine(plugin)).extracting(Check::passed).endsWith(false);
    assertThat(examine("msvcrt"))
        .containsExactly(
            new Check(
                "library",
                false,
                "none (searched: " + system() + ")",
                "give the DLL's path, or add its directory to library.path"));
  }

  private Path system() {
    return directory.resolve("drive_c/windows/system32");
  }

  private static Check missing(String module, String importer) {
    return new Check(
        "delayed imports",
        false,
        module + " is missing; " + importer + " imports it",
        "put " + module + " beside " + importer + ", or add its directory to library.path");
  }

  private List<Check> examine(Path file) {
    return examine(file.toString());
  }

  private List<Check> examine(String library) {
    LibraryLocator locator = new LibraryLocator(List.of(), directory, Abi.X64);
    return new LibraryDoctor(locator, new LibraryInspector(locator, Abi.X64)).examine(library);
  }

  /** A 64-bit DLL of one section, whose addresses are the file's offsets. */
  private Path dll(String name, List<String> delayed) throws Exception {
    ByteBuffer b = ByteBuffer.allocate(0x600).order(ByteOrder.LITTLE_ENDIAN);
    b.put(0, "MZ".getBytes(StandardCharsets.US_ASCII)).putInt(0x3C, 0x40).putInt(0x40, 0x4550);
    b.putShort(0x44, (short) 0x8664).putShort(0x46, (short) 1);
    b.putShort(0x54, (short) 240).putShort(0x56, (short) 0x2022);
    b.putShort(OPTIONAL, (short) 0x20B).putInt(OPTIONAL + 108, 16);
    b.putInt(OPTIONAL + 112 + 8 * 13, delayed.isEmpty() ? 0 : TABLE);
    int section = OPTIONAL + 240;
    b.putInt(section + 8, 0x400).putInt(section + 12, TABLE);
    b.putInt(section + 16, 0x400).putInt(section + 20, TABLE);
    for (int i = 0; i < delayed.size(); i++) {
      b.putInt(TABLE + 32 * i, 1).putInt(TABLE + 32 * i + 4, NAMES + 64 * i);
      b.put(NAMES + 64 * i, delayed.get(i).getBytes(StandardCharsets.US_ASCII));
    }
    return Files.write(directory.resolve(name), b.array());
  }
}

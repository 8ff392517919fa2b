package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.Directive;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows' own functions: structs with size fields, unions, nested arrays, and text they hand out.
 */
class WindowsStructsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String FILETIME = "struct time { DWORD low, high; }";

  @Test
  void namesTheComputerInABuffer() {
    String prototype = "BOOL GetComputerNameW([out] wchar_t name[*size], DWORD *size)";
    CallResult result = invoke("kernel32", prototype, new StringBuilder(), 64);
    assertThat(result.value()).isEqualTo(1);
    String name = result.outputs().get(0).value().toString();
    assertThat(name).isNotEmpty().isEqualTo(System.getenv().getOrDefault("COMPUTERNAME", name));
    assertThat((int[]) result.outputs().get(1).value()).containsExactly(name.length());
    CallResult small = invoke("kernel32", prototype, new StringBuilder(), 1);
    assertThat(small.value()).isEqualTo(0);
    assertThat((int[]) small.outputs().get(1).value()).containsExactly(name.length() + 1);
    int bufferOverflow = 111;
    assertThat(WINE.session().lastError()).isEqualTo(bufferOverflow);
  }

  @Test
  void saysItsVersionInAStructThatKnowsItsSize() {
    int size = 276;
    Map<?, ?> version =
        changed(
            "kernel32",
            "BOOL GetVersionExW(struct { DWORD size, major, minor, build, platform;"
                + " wchar_t servicePack[128]; } *info)",
            Map.of("size", size));
    assertThat((long) version.get("major")).isBetween(5L, 11L);
    assertThat(version.get("platform")).isEqualTo(2L);
    assertThat(version.get("servicePack")).isInstanceOf(String.class);
    CallResult wrong =
        invoke(
            "kernel32",
            "BOOL GetVersionExW(struct { DWORD size, major, minor, build, platform;"
                + " wchar_t servicePack[128]; } *info)",
            Map.of("size", size - 1));
    assertThat(wrong.value()).isEqualTo(0);
  }

  @Test
  void findsAFileInAStructOf592Bytes(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("Zugbrücke 😀.txt"), new byte[4711]);
    String data =
        "struct { DWORD attributes; "
            + FILETIME
            + " created, accessed, written; DWORD sizeHigh, sizeLow, reserved0, reserved1;"
            + " wchar_t name[260], shortName[14]; }";
    assertThat(WINE.session().layout(data)).contains("592");
    CallResult result =
        invoke(
            "kernel32",
            "HANDLE FindFirstFileW(const wchar_t *pattern, [out] " + data + " *data)",
            "Z:" + folder.toString().replace('/', '\\') + "\\*.txt",
            Map.of());
    assertThat(result.value()).isNotEqualTo(new Address(-1));
    Map<?, ?> found = (Map<?, ?>) result.outputs().get(0).value();
    assertThat(found.get("name")).isEqualTo(file.getFileName().toString());
    assertThat(found.get("sizeLow")).isEqualTo(4711L);
    Map<?, ?> written = (Map<?, ?>) found.get("written");
    long ticks = (long) written.get("high") << 32 | (long) written.get("low");
    long since1601 = 11_644_473_600L;
    assertThat(ticks / 10_000_000 - since1601)
        .isCloseTo(Files.getLastModifiedTime(file).toMillis() / 1000, offset(2L));
    assertThat(call("kernel32", "BOOL FindClose(HANDLE find)", result.value())).isEqualTo(1);
  }

  @Test
  void describesTheProcessorInAUnion() {
    Map<?, ?> info =
        changed(
            "kernel32",
            "void GetSystemInfo([out] struct { union { DWORD oemId; struct { WORD architecture,"
                + " reserved; } s; } u; DWORD pageSize; void *least, *most; uintptr_t mask;"
                + " DWORD processors, type, granularity; WORD level, revision; } *info)",
            Map.of());
    assertThat(info.get("pageSize")).isEqualTo(4096L);
    assertThat(info.get("granularity")).isEqualTo(65536L);
    assertThat((long) info.get("processors")).isPositive();
    Map<?, ?> union = (Map<?, ?>) info.get("u");
    int processor = TestBed.byWidth(9, 0);
    assertThat(((Map<?, ?>) union.get("s")).get("architecture")).isEqualTo(processor);
    assertThat(union.get("oemId")).isEqualTo((long) processor);
    assertThat(((Address) info.get("most")).bits())
        .isGreaterThan(TestBed.byWidth(0x7000_0000_0000L, 0x7000_0000L));
  }

  @Test
  void writesListsAndReadsTheRegistry() {
    String key = "Software\\Bascule\\Test";
    Address currentUser = new Address(0xFFFF_FFFF_8000_0001L);
    int allAccess = 0xF003F;
    CallResult created =
        invoke(
            "advapi32",
            "LONG RegCreateKeyExW(HKEY parent, const wchar_t *name, DWORD zero,"
                + " const wchar_t *kind, DWORD options, DWORD access, void *security,"
                + " [out] HKEY *key, [out] DWORD *disposition)",
            currentUser,
            key,
            0,
            null,
            0,
            allAccess,
            null,
            new Ref<>(),
            new int[1]);
    assertThat(created.value()).isEqualTo(0);
    Object handle = ((Ref<?>) created.outputs().get(0).value()).get();
    try {
      useRegistry(handle);
    } finally {
      assertThat(call("advapi32", "LONG RegCloseKey(HKEY key)", handle)).isEqualTo(0);
      call("advapi32", "LONG RegDeleteKeyW(HKEY key, const wchar_t *name)", currentUser, key);
    }
  }

  private static void useRegistry(Object handle) {
    String set =
        "LONG RegSetValueExW(HKEY key, const wchar_t *name, DWORD zero, DWORD type,"
            + " const BYTE data[size], DWORD size)";
    int binary = 3;
    assertThat(call("advapi32", set, handle, "drei", 0, binary, new byte[] {1, 2, 3}, 3))
        .isEqualTo(0);
    assertThat(call("advapi32", set, handle, "größe", 0, binary, new byte[] {9}, 1)).isEqualTo(0);
    String list =
        "LONG RegEnumValueW(HKEY key, DWORD index, [out] wchar_t name[*nameSize],"
            + " DWORD *nameSize, DWORD *zero, [out] DWORD *type, [out] BYTE data[*size],"
            + " DWORD *size)";
    List<String> names = new ArrayList<>();
    for (int i = 0; ; i++) {
      CallResult value =
          invoke("advapi32", list, handle, i, new StringBuilder(), 100, null, 0, new byte[50], 50);
      if (!value.value().equals(0)) {
        int noMoreItems = 259;
        assertThat(value.value()).isEqualTo(noMoreItems);
        break;
      }
      names.add(value.outputs().get(0).value().toString());
    }
    assertThat(names).containsExactlyInAnyOrder("drei", "größe");
    CallResult read =
        invoke(
            "advapi32",
            "LONG RegQueryValueExW(HKEY key, const wchar_t *name, DWORD *zero,"
                + " [out] DWORD *type, [out] BYTE data[*size], DWORD *size)",
            handle,
            "drei",
            null,
            0,
            new byte[8],
            8);
    assertThat(read.value()).isEqualTo(0);
    Map<String, Object> outputs = byName(read);
    assertThat(outputs.get("data")).isEqualTo(new byte[] {1, 2, 3, 0, 0, 0, 0, 0});
    assertThat(outputs.get("size")).isEqualTo(new int[] {3});
    assertThat(outputs.get("type")).isEqualTo(new int[] {binary});
  }

  @Test
  void splitsACommandLineAndFreesTheList() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync(
            "result", Directive.NONE.withLength("*count").freedBy("kernel32!LocalFree"));
    FunctionHandle split =
        WINE.session()
            .function(
                "shell32",
                "wchar_t **CommandLineToArgvW(const wchar_t *line, [out] int *count)",
                options);
    CallResult result = split.invoke("tool \"zwei Wörter\" 😀 -x", 0);
    assertThat((String[]) result.value()).containsExactly("tool", "zwei Wörter", "😀", "-x");
    assertThat(result.outputs().get(0).value()).isEqualTo(new int[] {4});
  }

  private static Map<?, ?> changed(String library, String prototype, Object... arguments) {
    return (Map<?, ?>) invoke(library, prototype, arguments).outputs().get(0).value();
  }

  private static Map<String, Object> byName(CallResult result) {
    Map<String, Object> outputs = new HashMap<>();
    result.outputs().forEach(output -> outputs.put(output.name(), output.value()));
    return outputs;
  }

  private static Object call(String library, String prototype, Object... arguments) {
    return WINE.session().function(library, prototype).call(arguments);
  }

  private static CallResult invoke(String library, String prototype, Object... arguments) {
    return WINE.session().function(library, prototype).invoke(arguments);
  }
}

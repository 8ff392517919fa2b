package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinBase.SYSTEMTIME;
import com.sun.jna.platform.win32.WinBase.SYSTEM_INFO;
import com.sun.jna.platform.win32.WinBase.WIN32_FIND_DATA;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.MEMORY_BASIC_INFORMATION;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.bascule.bridge.Session;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** jna-platform's own Kernel32, as it comes. */
class Kernel32IT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static Kernel32 kernel32;

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    kernel32 = WINE.session().load("kernel32", Kernel32.class, W32APIOptions.DEFAULT_OPTIONS);
  }

  @Test
  void isLoadedLikeAnyOther() {
    Session session = WINE.session();
    Kernel32 kernel32 = session.load("kernel32", Kernel32.class, W32APIOptions.DEFAULT_OPTIONS);
    assertThat(kernel32.GetCurrentProcessId()).isPositive();
  }

  @Test
  void needsNoOptionsThatItSaysItself() {
    Kernel32 same = WINE.session().load("kernel32", Kernel32.class);
    assertThat(same.GetFileAttributes("C:\\windows")).isEqualTo(WinNT.FILE_ATTRIBUTE_DIRECTORY);
    assertThat(kernel32.GetFileAttributes("C:\\windows")).isEqualTo(WinNT.FILE_ATTRIBUTE_DIRECTORY);
  }

  @Test
  void tellsTheComputersName() {
    char[] name = new char[WinBase.MAX_COMPUTERNAME_LENGTH + 1];
    IntByReference length = new IntByReference(name.length);
    assertThat(kernel32.GetComputerName(name, length)).isTrue();
    assertThat(Native.toString(name)).hasSize(length.getValue()).isNotEmpty();
  }

  @Test
  void countsTicksAndKnowsItsProcess() {
    int before = kernel32.GetTickCount();
    assertThat(kernel32.GetTickCount() - before).isBetween(0, 60_000);
    assertThat(kernel32.GetTickCount64()).isPositive();
    int id = kernel32.GetCurrentProcessId();
    HANDLE process = kernel32.OpenProcess(WinNT.PROCESS_QUERY_INFORMATION, false, id);
    assertThat(kernel32.GetProcessId(process)).isEqualTo(id);
    assertThat(kernel32.CloseHandle(process)).isTrue();
  }

  @Test
  void writesAndReadsAFile() throws Exception {
    String path = windows(folder.resolve("Zugbrücke 橋.bin"));
    byte[] data = "abc\0def".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    IntByReference moved = new IntByReference();
    HANDLE writing =
        kernel32.CreateFile(path, WinNT.GENERIC_WRITE, 0, null, WinNT.CREATE_ALWAYS, 0, null);
    assertThat(writing).isNotEqualTo(WinBase.INVALID_HANDLE_VALUE);
    assertThat(kernel32.WriteFile(writing, data, data.length, moved, null)).isTrue();
    assertThat(moved.getValue()).isEqualTo(data.length);
    assertThat(kernel32.CloseHandle(writing)).isTrue();
    assertThat(Files.readAllBytes(folder.resolve("Zugbrücke 橋.bin"))).isEqualTo(data);

    HANDLE reading =
        kernel32.CreateFile(path, WinNT.GENERIC_READ, 0, null, WinNT.OPEN_EXISTING, 0, null);
    byte[] read = new byte[16];
    assertThat(kernel32.ReadFile(reading, read, read.length, moved, null)).isTrue();
    assertThat(moved.getValue()).isEqualTo(data.length);
    assertThat(read).startsWith(data);
    assertThat(kernel32.CloseHandle(reading)).isTrue();
  }

  @Test
  void knowsTheTime() {
    SYSTEMTIME time = new SYSTEMTIME();
    kernel32.GetSystemTime(time);
    LocalDateTime there =
        LocalDateTime.of(
            time.wYear, time.wMonth, time.wDay, time.wHour, time.wMinute, time.wSecond);
    assertThat(Duration.between(there, LocalDateTime.now(ZoneOffset.UTC)).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void findsFiles() throws Exception {
    Files.writeString(folder.resolve("found.txt"), "twelve bytes");
    Memory block = new Memory(WIN32_FIND_DATA.sizeOf());
    HANDLE search = kernel32.FindFirstFile(windows(folder.resolve("*.txt")), block);
    assertThat(search).isNotEqualTo(WinBase.INVALID_HANDLE_VALUE);
    assertThat(block.getInt(32)).as("nFileSizeLow").isEqualTo(12);
    byte[] name = block.getByteArray(44, 18);
    assertThat(new String(name, java.nio.charset.StandardCharsets.UTF_16LE)).isEqualTo("found.txt");
    assertThat(kernel32.FindNextFile(search, block)).isFalse();
    assertThat(Native.getLastError()).isEqualTo(WinError.ERROR_NO_MORE_FILES);
    assertThat(kernel32.FindClose(search)).isTrue();
  }

  @Test
  void looksAtItsMemory() {
    SYSTEM_INFO system = new SYSTEM_INFO();
    kernel32.GetSystemInfo(system);
    assertThat(system.dwPageSize).isEqualTo(new DWORD(4096));
    MEMORY_BASIC_INFORMATION information = new MEMORY_BASIC_INFORMATION();
    Pointer module = kernel32.GetModuleHandle("kernel32.dll").getPointer();
    SIZE_T filled =
        kernel32.VirtualQueryEx(kernel32.GetCurrentProcess(), module, information, new SIZE_T(48));
    assertThat(filled).isEqualTo(new SIZE_T(TestBed.byWidth(48, 28)));
    assertThat(Pointer.nativeValue(information.baseAddress)).isEqualTo(Pointer.nativeValue(module));
    assertThat(information.state).isEqualTo(new DWORD(WinNT.MEM_COMMIT));
  }

  @Test
  void answersTheLastErrorOfTheThreadsLastCall() throws Exception {
    assertThat(kernel32.GetFileAttributes("C:\\no\\such\\file")).isEqualTo(-1);
    assertThat(Native.getLastError()).isEqualTo(WinError.ERROR_PATH_NOT_FOUND);
    assertThat(kernel32.GetLastError()).isEqualTo(WinError.ERROR_PATH_NOT_FOUND);
    int[] others = new int[1];
    Thread other =
        new Thread(
            () -> {
              kernel32.GetFileAttributes("C:\\nothing");
              others[0] = kernel32.GetLastError();
            });
    other.start();
    other.join();
    assertThat(others[0]).isEqualTo(WinError.ERROR_FILE_NOT_FOUND);
    assertThat(kernel32.GetLastError()).isEqualTo(WinError.ERROR_PATH_NOT_FOUND);
    kernel32.SetLastError(1234);
    assertThat(Native.getLastError()).isEqualTo(1234);
  }

  private static String windows(Path path) {
    return "Z:" + path.toString().replace('/', '\\');
  }
}

package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.bridge.ExportInfo;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Wine's own DLLs. */
class WindowsDllsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** Of Microsoft's C runtime. */
  public interface Msvcrt {
    double pow(double x, double y);

    int toupper(int c);
  }

  @Test
  void msvcrtCalculates() {
    Msvcrt msvcrt = WINE.session().load("msvcrt", Msvcrt.class);
    assertThat(msvcrt.pow(2, 10)).isEqualTo(1024);
    assertThat(msvcrt.toupper('b')).isEqualTo('B');
    assertThat(call("msvcrt", "double pow(double x, double y)", 2, 10)).isEqualTo(1024.0);
  }

  @Test
  void kernel32KnowsItsProcess() {
    assertThat(call("kernel32", "DWORD GetCurrentProcessId(void)"))
        .isEqualTo(WINE.session().host().windowsProcessId());
  }

  @Test
  void aModuleHandleIsWhereTheModuleLies() {
    Object module = call("kernel32", "HANDLE GetModuleHandleW(const wchar_t *n)", "kernel32.dll");
    assertThat(module).isEqualTo(new Address(WINE.session().library("kernel32").module()));
  }

  @Test
  void user32KnowsCapitals() {
    assertThat(call("user32", "BOOL IsCharUpperW(wchar_t c)", 'Ü')).isEqualTo(1);
  }

  @Test
  void listsWhatADllExports() {
    assertThat(WINE.session().library("msvcrt").exports())
        .extracting(ExportInfo::name)
        .contains("pow", "strlen", "wcslen")
        .hasSizeGreaterThan(500);
    assertThat(WINE.session().library("kernel32").exports())
        .filteredOn(e -> e.name().equals("HeapAlloc"))
        .extracting(ExportInfo::forwarder)
        .containsExactly("NTDLL.RtlAllocateHeap");
  }

  private static Object call(String library, String prototype, Object... arguments) {
    return WINE.session().function(library, prototype).call(arguments);
  }
}

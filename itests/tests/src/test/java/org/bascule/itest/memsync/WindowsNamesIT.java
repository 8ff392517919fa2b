package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.HostBlock;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prototypes as Windows' documentation prints them, whose types nobody has declared. */
class WindowsNamesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static Object call(String library, String prototype, Object... arguments) {
    return WINE.session().function(library, prototype).call(arguments);
  }

  private static Object changed(String library, String prototype, Object... arguments) {
    CallResult result = WINE.session().function(library, prototype).invoke(arguments);
    return result.outputs().get(0).value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void GetLocalTime(SYSTEMTIME *t)",
        "VOID WINAPI GetLocalTime(LPSYSTEMTIME lpSystemTime)",
        "void GetLocalTime([out] struct _SYSTEMTIME *t)",
      })
  void tellsTheTimeOfDay(String prototype) {
    Map<?, ?> time = (Map<?, ?>) changed("kernel32", prototype, Map.of());
    LocalDateTime there =
        LocalDateTime.of(
            (int) time.get("wYear"),
            (int) time.get("wMonth"),
            (int) time.get("wDay"),
            (int) time.get("wHour"),
            (int) time.get("wMinute"),
            (int) time.get("wSecond"));
    assertThat(ChronoUnit.HOURS.between(there, LocalDateTime.now())).isBetween(-14L, 14L);
  }

  @Test
  void goesFromOneTimeToTheOtherAndBack() {
    Map<String, Object> moon =
        Map.of("wYear", 1969, "wMonth", 7, "wDay", 20, "wHour", 20, "wMinute", 17, "wSecond", 40);
    CallResult there =
        WINE.session()
            .function(
                "kernel32",
                "BOOL SystemTimeToFileTime(const SYSTEMTIME *lpSystemTime, LPFILETIME lpFileTime)")
            .invoke(moon, Map.of());
    assertThat(there.value()).isEqualTo(1);
    Map<?, ?> ticks = (Map<?, ?>) there.outputs().get(0).value();
    long whole = (long) ticks.get("dwHighDateTime") << 32 | (long) ticks.get("dwLowDateTime");
    assertThat(whole / 10_000_000 - 11_644_473_600L).isEqualTo(-14_182_940L);
    Map<?, ?> back =
        (Map<?, ?>)
            changed(
                "kernel32",
                "BOOL FileTimeToSystemTime(const FILETIME *f, PSYSTEMTIME s)",
                ticks,
                Map.of());
    assertThat(back.get("wHour")).isEqualTo(20);
    assertThat(back.get("wDayOfWeek")).isEqualTo(0);
  }

  @Test
  void aUnionWithoutANameHasItsMembersInTheMap() {
    Map<?, ?> counter =
        (Map<?, ?>) changed("kernel32", "BOOL QueryPerformanceCounter(LARGE_INTEGER *c)", Map.of());
    assertThat(counter.keySet().toString()).isEqualTo("[LowPart, HighPart, u, QuadPart]");
    long whole = (long) counter.get("QuadPart");
    assertThat(whole).isPositive();
    assertThat(counter.get("LowPart")).isEqualTo(whole & 0xFFFF_FFFFL);
    assertThat(counter.get("HighPart")).isEqualTo((int) (whole >> 32));
    assertThat(changed("kernel32", "BOOL QueryPerformanceFrequency(PLARGE_INTEGER f)", counter))
        .extracting("QuadPart")
        .isEqualTo(10_000_000L);
  }

  @Test
  void makesAndWritesGuids() {
    Map<?, ?> guid = (Map<?, ?>) changed("ole32", "HRESULT CoCreateGuid(GUID *pguid)", Map.of());
    CallResult written =
        WINE.session()
            .function(
                "ole32", "int StringFromGUID2(REFGUID rguid, [length(n)] LPOLESTR text, int n)")
            .invoke(guid, new StringBuilder(), 39);
    assertThat(written.value()).isEqualTo(39);
    String text = written.outputs().get(0).value().toString();
    assertThat(text).matches("\\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}}");
    assertThat(changed("ole32", "HRESULT CLSIDFromString(LPCOLESTR s, LPCLSID c)", text, Map.of()))
        .usingRecursiveComparison()
        .isEqualTo(guid);
  }

  @Test
  void aBstrIsAnAddress() {
    Address text = (Address) call("oleaut32", "BSTR SysAllocString(const OLECHAR *psz)", "Zug");
    assertThat(call("oleaut32", "UINT SysStringLen(BSTR pbstr)", text)).isEqualTo(3L);
    call("oleaut32", "void SysFreeString(BSTR bstrString)", text);
  }

  @Test
  void aVariantTellsWhatItHolds() {
    Map<String, Object> text = new HashMap<>(Map.of("vt", 3, "lVal", 42));
    CallResult changed =
        WINE.session()
            .function(
                "oleaut32",
                "HRESULT VariantChangeType(VARIANT *dest, const VARIANTARG *src, USHORT flags,"
                    + " VARTYPE vt)")
            .invoke(Map.of(), text, 0, 5);
    assertThat(changed.value()).isEqualTo(0);
    Map<?, ?> number = (Map<?, ?>) changed.outputs().get(0).value();
    assertThat(number.get("vt")).isEqualTo(5);
    assertThat(number.get("dblVal")).isEqualTo(42.0);
  }

  @Test
  void rectanglesGoByValueAndByPointer() {
    Map<String, Object> outer = Map.of("left", 0, "top", 0, "right", 10, "bottom", 10);
    assertThat(
            call(
                "user32",
                "BOOL PtInRect(const RECT *lprc, POINT pt)",
                outer,
                Map.of("x", 3, "y", 9)))
        .isEqualTo(1);
    assertThat(
            changed(
                "user32",
                "BOOL IntersectRect([out] LPRECT dst, const RECT *a, const RECT *b)",
                0,
                outer,
                Map.of("left", 5, "top", 5, "right", 20, "bottom", 8)))
        .isEqualTo(Map.of("left", 5, "top", 5, "right", 10, "bottom", 8));
    assertThat(
            changed(
                "user32",
                "int MapWindowPoints(HWND from, HWND to, [length(n)] LPPOINT points, UINT n)",
                0,
                0,
                new Object[] {Map.of("x", 1, "y", 2), Map.of("x", 3, "y", 4)},
                2))
        .isEqualTo(new Object[] {Map.of("x", 1, "y", 2), Map.of("x", 3, "y", 4)});
  }

  record Point(int x, int y) {}

  /** An interface with Windows' names. */
  public interface User32 {
    int PtInRect(@DeclaredAs("LPCRECT") Rect rectangle, @DeclaredAs("POINT") Point point);
  }

  record Rect(int left, int top, int right, int bottom) {}

  @Test
  void recordsStandForThem() {
    User32 user32 = WINE.session().load("user32", User32.class);
    assertThat(user32.PtInRect(new Rect(0, 0, 10, 10), new Point(3, 9))).isEqualTo(1);
    assertThat(user32.PtInRect(new Rect(0, 0, 10, 10), new Point(3, 10))).isZero();
  }

  @Test
  void aStructThatStaysWhereItIsGoesByItsAddress() {
    int size = TestBed.byWidth(40, 24);
    assertThat(WINE.session().layout("CRITICAL_SECTION")).contains(" " + size + "  ");
    try (HostBlock section = WINE.session().allocate(size)) {
      for (String function :
          List.of(
              "void InitializeCriticalSection(LPCRITICAL_SECTION s)",
              "void EnterCriticalSection(CRITICAL_SECTION *s)",
              "void LeaveCriticalSection(LPCRITICAL_SECTION s)",
              "void DeleteCriticalSection([out] LPCRITICAL_SECTION s)")) {
        call("kernel32", function, section.address());
      }
    }
    assertThatThrownBy(() -> call("user32", "BOOL SetRectEmpty(LPRECT r)", "x"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a Map with members of struct tagRECT: left, top, right, bottom
              actual: x (java.lang.String)
              remedy: pass a value of the expected type""");
  }

  @Test
  void functionPointersHaveNamesToo() {
    NativeFunction half = arguments -> ((Address) arguments[0]).bits() / 2;
    try (var handle = WINE.session().callback("LPTHREAD_START_ROUTINE", half)) {
      assertThat(handle.address().bits()).isNotZero();
      Address thread =
          (Address)
              call(
                  "kernel32",
                  "HANDLE CreateThread(LPSECURITY_ATTRIBUTES a, SIZE_T stack, void *start, LPVOID"
                      + " parameter, DWORD flags, LPDWORD id)",
                  null,
                  0,
                  handle.address(),
                  new Address(84),
                  0,
                  null);
      assertThat(call("kernel32", "DWORD WaitForSingleObject(HANDLE h, DWORD ms)", thread, 10_000))
          .isEqualTo(0L);
      assertThat(
              (int[]) changed("kernel32", "BOOL GetExitCodeThread(HANDLE h, LPDWORD c)", thread, 0))
          .containsExactly(42);
    }
  }

  @Test
  @WideOnly("for 32 bits it has what the headers have that the build has found: 4 or 8 bytes")
  void timeHas8Bytes() {
    assertThat(WINE.session().layout("time_t")).contains("     0      8  time_t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | BOOLEAN, BYTE, CHAR, UCHAR, TCHAR, __int8, _Bool, bool",
        "2 | VARIANT_BOOL, ATOM, LANGID, WORD, USHORT, SHORT, WCHAR, OLECHAR, __int16, wchar_t",
        "2 | char16_t, short int",
        "4 | HRESULT, NTSTATUS, LCID, COLORREF, INT, UINT, LONG, ULONG, __int32, char32_t, FLOAT",
        "4 | SCODE, long int, unsigned, signed, enum color",
        "8 | LARGE_INTEGER, ULARGE_INTEGER, FILETIME, POINT, SIZE, LUID, DATE, CURRENCY, DOUBLE",
        "8 | INT64, UINT64, LONG64, DWORD64, __int64, unsigned __int64, LONGLONG, ULONGLONG",
        "8 | ULONG64, __time64_t, QWORD, intmax_t, long long unsigned",
        "8 / 4 | BSTR, HWND, HMODULE",
        "8 / 4 | HINSTANCE, HKEY, LPARAM, WPARAM, LRESULT, UINT_PTR, DWORD_PTR, ULONG_PTR, SIZE_T",
        "8 / 4 | SSIZE_T, LPVOID, LPCVOID, LPDWORD, PDWORD, LPBYTE, PBYTE, LPSTR, LPCSTR, LPWSTR",
        "8 / 4 | LPCWSTR, LPTSTR, LPCTSTR, PSTR, PWSTR, PCWSTR, va_list, ptrdiff_t, intptr_t",
        "8 / 4 | uintptr_t, HGLOBAL, HLOCAL, HDC, HFONT, SOCKET, WNDPROC, FARPROC, SC_HANDLE",
        "8 / 4 | LPSECURITY_ATTRIBUTES, LPOVERLAPPED, LPOLESTR, LPBOOL, LPINT, LPLONG, PVOID, PHANDLE",
        "8 / 4 | PULONG, PUSHORT, PBOOL, LPHANDLE, REFIID, REFCLSID, const void *const, struct x *",
        "16 | SYSTEMTIME, RECT, GUID, CLSID, IID",
        "24 / 16 | VARIANT",
        "32 / 20 | OVERLAPPED",
        "32 / 24 | SAFEARRAY",
        "40 / 24 | CRITICAL_SECTION"
      })
  void laysThemOut(String sizes, String types) {
    String[] both = sizes.split(" / ");
    int size = Integer.parseInt(both[TestBed.narrow() ? both.length - 1 : 0]);
    for (String type : types.split(", ")) {
      assertThat(WINE.session().layout(type).lines().skip(1).findFirst().orElseThrow())
          .as(type)
          .startsWith("     0 %6d  ".formatted(size));
    }
  }
}

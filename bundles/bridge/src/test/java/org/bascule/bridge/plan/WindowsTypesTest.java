package org.bascule.bridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.prototype.DeclarationReader;
import org.bascule.bridge.prototype.Declarations;
import org.bascule.bridge.prototype.Prototype;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.bridge.prototype.WindowsTypes;
import org.bascule.error.SignatureException;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Convention;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What prototypes know of Windows' headers. */
class WindowsTypesTest {
  private final NamedTypes x64 = new NamedTypes(Abi.X64, new WindowsTypes(Abi.X64));
  private final NamedTypes x86 = new NamedTypes(Abi.X86, new WindowsTypes(Abi.X86));

  @AfterEach
  void end() {
    x64.close();
    x86.close();
  }

  /** Sizes on both sides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1 | BOOLEAN BYTE CHAR UCHAR TCHAR __int8 _Bool bool",
        "2 | 2 | VARIANT_BOOL ATOM LANGID WORD USHORT SHORT WCHAR OLECHAR __int16 wchar_t char16_t",
        "4 | 4 | HRESULT NTSTATUS LCID COLORREF INT UINT LONG ULONG __int32 char32_t FLOAT SCODE",
        "8 | 8 | LARGE_INTEGER ULARGE_INTEGER FILETIME POINT SIZE LUID DATE CURRENCY DOUBLE INT64",
        "8 | 8 | UINT64 LONG64 DWORD64 __int64 LONGLONG ULONGLONG ULONG64 time_t __time64_t QWORD",
        "8 | 8 | intmax_t",
        "16 | 16 | SYSTEMTIME RECT GUID CLSID IID",
        "8 | 4 | BSTR HWND HMODULE HINSTANCE HKEY LPARAM WPARAM LRESULT UINT_PTR DWORD_PTR",
        "8 | 4 | ULONG_PTR SIZE_T SSIZE_T LPVOID LPCVOID LPDWORD PDWORD LPBYTE PBYTE LPSTR LPCSTR",
        "8 | 4 | LPWSTR LPCWSTR LPTSTR LPCTSTR PSTR PWSTR PCWSTR va_list ptrdiff_t intptr_t",
        "8 | 4 | uintptr_t HGLOBAL HLOCAL HDC HFONT SOCKET WNDPROC FARPROC LPSECURITY_ATTRIBUTES",
        "8 | 4 | LPOVERLAPPED SC_HANDLE LPOLESTR LPBOOL LPINT LPLONG PVOID PHANDLE PULONG PUSHORT",
        "8 | 4 | PBOOL LPHANDLE REFIID REFCLSID LPPOINT PRECT LPSYSTEMTIME LPUNKNOWN PLUID",
        "24 | 16 | VARIANT",
        "24 | 12 | SECURITY_ATTRIBUTES",
        "32 | 24 | SAFEARRAY",
        "32 | 20 | OVERLAPPED",
        "40 | 24 | CRITICAL_SECTION",
        "16 | 16 | DECIMAL",
        "48 | 28 | MSG",
        "104 | 68 | STARTUPINFOW",
        "592 | 592 | WIN32_FIND_DATAW"
      })
  void knowsTheNamesOfWindows(int wide, int narrow, String names) {
    for (String name : names.split(" ")) {
      assertThat(x64.layout(name).size()).as(name).isEqualTo(wide);
      assertThat(x86.layout(name).size()).as(name).isEqualTo(narrow);
    }
  }

  @Test
  void showsAStructWithWhatHasNoNameInIt() {
    assertThat(x64.explain("OVERLAPPED"))
        .isEqualTo(
            """
            offset   size
                 0     32  OVERLAPPED: struct _OVERLAPPED of 32 bytes
                 0      8    Internal: 8-byte unsigned integer
                 8      8    InternalHigh: 8-byte unsigned integer
                16      8    unnamed union 2: union of 8 bytes
                16      8      unnamed struct 0: struct of 8 bytes
                16      4        Offset: 4-byte unsigned integer
                20      4        OffsetHigh: 4-byte unsigned integer
                16      8      Pointer: pointer
                24      8    hEvent: pointer
            alignment 8""");
  }

  @Test
  void pointersToStructsAreFollowedAndHandlesAreNot() {
    for (String struct : List.of("POINT *", "LPPOINT", "const RECT *", "REFIID", "PSYSTEMTIME")) {
      assertThat(x64.natural(struct, Place.TARGET).javaType()).as(struct).isEqualTo(Map.class);
    }
    for (String opaque :
        List.of("HWND", "BSTR", "va_list", "LPUNKNOWN", "IUnknown *", "PSID", "HBITMAP")) {
      assertThat(x64.natural(opaque, Place.TARGET))
          .as(opaque)
          .extracting(Marshaller::javaType)
          .isEqualTo(Address.class);
    }
    assertThat(x64.natural("LPTHREAD_START_ROUTINE", Place.ARGUMENT).javaType())
        .isEqualTo(NativeFunction.class);
    assertThat(x64.natural("LPTSTR", Place.ARGUMENT).javaType())
        .isEqualTo(x64.natural("char *", Place.ARGUMENT).javaType());
  }

  @Test
  void handlesAreWidenedWithTheirSignAsWindowsDoes() {
    for (String handle : List.of("HWND", "HWINSTA", "HLSURF", "HANDLE")) {
      ScalarMarshaller<?> marshaller = (ScalarMarshaller<?>) x86.natural(handle, Place.RESULT);
      assertThat(marshaller.fromBits(0xFFFF_FFFFL)).as(handle).isEqualTo(new Address(-1));
    }
  }

  @Test
  void whatAUserDeclaresGoesBeforeWindows() {
    Declarations own =
        DeclarationReader.read(
                "typedef struct tagPOINT { double x, y, z; } POINT; typedef int HWND;",
                Declarations.NONE)
            .all();
    assertThat(
            List.of("POINT", "struct tagPOINT", "HWND").stream()
                .map(n -> x64.marshaller(Object.class, n, Place.FIELD, own).layout().size()))
        .containsExactly(24L, 24L, 4L);
    assertThat(x64.marshaller(Object.class, "LPPOINT", Place.FIELD, own).layout())
        .isInstanceOfSatisfying(
            Layout.Pointer.class, pointer -> assertThat(pointer.target().size()).isEqualTo(8));
  }

  /** Takes {@code FILETIME} and nothing else. */
  private record Ticks() implements MarshallerFactory {
    @Override
    public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
      TypeUse number =
          new TypeUse(long.class, Optional.empty(), List.of(), use.place(), use.path());
      return use.cType().filter(new CType.Named("FILETIME")::equals).isPresent()
          ? Optional.of(context.marshaller(number))
          : Optional.empty();
    }
  }

  @Test
  void aMarshallerOfSomebodysOwnGoesBeforeWindows() {
    try (NamedTypes types = new NamedTypes(Abi.X64, new WindowsTypes(Abi.X64), new Ticks())) {
      assertThat(types.natural("FILETIME", Place.RESULT).javaType()).isEqualTo(Long.class);
      assertThat(types.layout("struct { FILETIME created; }"))
          .isInstanceOfSatisfying(
              Layout.Struct.class,
              s -> assertThat(s.members().get(0).layout()).isInstanceOf(Layout.Scalar.class));
      assertThat(types.layout("WIN32_FIND_DATAW"))
          .isInstanceOfSatisfying(
              Layout.Struct.class,
              s ->
                  assertThat(s.member("ftCreationTime").orElseThrow().layout())
                      .isInstanceOf(Layout.Scalar.class));
    }
  }

  @Test
  void recordsStandBehindNamesOfPointers() {
    record Point(int x, int y) {}

    assertThat(
            Arrays.asList("LPPOINT", "POINT *", "PPOINT").stream()
                .map(n -> x64.marshaller(Point.class, n, Place.ARGUMENT, Declarations.NONE)))
        .allMatch(m -> m.layout() instanceof Layout.Pointer && m.javaType() == Point.class);
  }

  @Test
  void voidHasANameToo() {
    assertThat(PrototypeReader.read("VOID Sleep(DWORD ms)").toString())
        .isEqualTo("void Sleep(DWORD ms)");
    assertThat(PrototypeReader.read("DWORD GetLastError(VOID)").parameters()).isEmpty();
  }

  @Test
  void macrosOfWindowsMeanWhatTheyStandFor() {
    for (String convention : List.of("WINAPI", "NTAPI", "WSAAPI", "PASCAL", "STDMETHODCALLTYPE")) {
      Prototype read = PrototypeReader.read("int " + convention + " f(CONST RECT *r)");
      assertThat(read.convention()).as(convention).isEqualTo(Convention.STDCALL);
      assertThat(read).hasToString("int f(const RECT *r)");
    }
  }

  @Test
  void aStructOfBitFieldsIsKnownByItsPointerAlone() {
    assertThat(x64.natural("LPDCB", Place.ARGUMENT).javaType()).isEqualTo(Address.class);
    assertThatThrownBy(() -> x64.natural("DCB", Place.ARGUMENT))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(
            """
            BSC-302 cannot bind DCB
              where: argument 0: DCB
              expected: a type that a marshaller takes
              actual: DCB; none of the\
            """);
  }

  @Test
  void aNameThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> x64.natural("NO_SUCH_NAME", Place.ARGUMENT))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-302 cannot bind NO_SUCH_NAME\n");
  }
}

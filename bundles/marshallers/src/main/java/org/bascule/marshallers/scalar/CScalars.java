package org.bascule.marshallers.scalar;

import static org.bascule.marshallers.scalar.CScalar.Role.BOOL;
import static org.bascule.marshallers.scalar.CScalar.Role.CHARACTER;
import static org.bascule.marshallers.scalar.CScalar.Role.NUMBER;
import static org.bascule.marshallers.scalar.CScalar.Role.TRUTH;
import static org.bascule.marshallers.scalar.CScalar.Role.VARIANT_TRUTH;
import static org.bascule.spi.Layout.Kind.FLOATING;
import static org.bascule.spi.Layout.Kind.SIGNED;
import static org.bascule.spi.Layout.Kind.UNSIGNED;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;

/**
 * The arithmetic types of C and Windows by name. Widths: Microsoft's "Windows Data Types" and "Data
 * Type Ranges"; {@code time_t} is 64 bits on both ABIs, as Microsoft's compilers have it.
 */
public final class CScalars {
  /** In place of a width: the pointer's. */
  private static final int POINTER = 0;

  private static final Map<String, Entry> TABLE = table();

  private record Entry(Layout.Kind kind, int bytes, CScalar.Role role) {}

  private CScalars() {}

  /** Whether C knows that name as an arithmetic type. */
  public static boolean isArithmetic(String name) {
    return find(name, Abi.X64).isPresent();
  }

  static Set<String> names() {
    return TABLE.keySet();
  }

  /** The type of that name, if it is an arithmetic one. */
  static Optional<CScalar> find(String name, Abi abi) {
    // Windows compilers give every enum the width of an int.
    Entry entry = TABLE.get(name.startsWith("enum ") ? "int" : name);
    if (entry == null) {
      return Optional.empty();
    }
    int bytes = entry.bytes == POINTER ? abi.pointerSize() : entry.bytes;
    return Optional.of(new CScalar(name, new Layout.Scalar(entry.kind, bytes), entry.role));
  }

  private static Map<String, Entry> table() {
    Map<String, Entry> t = new HashMap<>();
    add(t, UNSIGNED, 1, BOOL, "_Bool", "bool");
    add(t, SIGNED, 4, TRUTH, "BOOL", "WINBOOL");
    add(t, UNSIGNED, 1, TRUTH, "BOOLEAN");
    add(t, SIGNED, 2, VARIANT_TRUTH, "VARIANT_BOOL");
    add(t, SIGNED, 1, CHARACTER, "char", "signed char", "CHAR", "CCHAR");
    add(t, UNSIGNED, 1, CHARACTER, "unsigned char", "UCHAR", "char8_t");
    add(t, UNSIGNED, 2, CHARACTER, "wchar_t", "char16_t", "WCHAR", "OLECHAR");
    add(t, FLOATING, 4, NUMBER, "float", "FLOAT");
    add(t, FLOATING, 8, NUMBER, "double", "DOUBLE", "DATE");
    signed(t);
    unsigned(t);
    return Map.copyOf(t);
  }

  private static void signed(Map<String, Entry> t) {
    add(t, SIGNED, 1, NUMBER, "int8_t", "int_least8_t", "INT8", "__int8");
    add(t, SIGNED, 2, NUMBER, "short", "int16_t", "int_least16_t", "SHORT", "INT16", "__int16");
    add(t, SIGNED, 4, NUMBER, "int", "int32_t", "int_least32_t", "INT", "INT32", "__int32");
    add(t, SIGNED, 4, NUMBER, "long", "LONG", "LONG32", "clock_t", "errno_t", "__time32_t");
    add(t, SIGNED, 4, NUMBER, "HRESULT", "NTSTATUS", "SCODE", "DISPID", "LSTATUS", "HFILE");
    add(t, SIGNED, 8, NUMBER, "long long", "int64_t", "int_least64_t", "intmax_t", "__int64");
    add(t, SIGNED, 8, NUMBER, "LONGLONG", "LONG64", "INT64", "time_t", "__time64_t", "USN");
    add(t, SIGNED, POINTER, NUMBER, "intptr_t", "ptrdiff_t", "ssize_t", "SSIZE_T");
    add(t, SIGNED, POINTER, NUMBER, "INT_PTR", "LONG_PTR", "LPARAM", "LRESULT");
  }

  private static void unsigned(Map<String, Entry> t) {
    add(t, UNSIGNED, 1, NUMBER, "uint8_t", "uint_least8_t", "UINT8", "BYTE");
    add(t, UNSIGNED, 2, NUMBER, "unsigned short", "uint16_t", "uint_least16_t", "USHORT");
    add(t, UNSIGNED, 2, NUMBER, "UINT16", "WORD", "ATOM", "LANGID", "wint_t", "wctype_t");
    add(t, UNSIGNED, 4, NUMBER, "unsigned int", "uint32_t", "uint_least32_t", "UINT", "UINT32");
    add(t, UNSIGNED, 4, NUMBER, "unsigned long", "ULONG", "ULONG32", "DWORD", "DWORD32");
    add(t, UNSIGNED, 4, NUMBER, "char32_t", "COLORREF", "LCID", "LCTYPE", "LGRPID", "MMRESULT");
    add(t, UNSIGNED, 4, NUMBER, "ACCESS_MASK", "REGSAM", "SECURITY_INFORMATION", "FOURCC");
    add(t, UNSIGNED, 8, NUMBER, "unsigned long long", "uint64_t", "uint_least64_t", "uintmax_t");
    add(t, UNSIGNED, 8, NUMBER, "ULONGLONG", "ULONG64", "UINT64", "DWORD64", "DWORDLONG", "QWORD");
    add(t, UNSIGNED, POINTER, NUMBER, "uintptr_t", "size_t", "SIZE_T", "UINT_PTR", "ULONG_PTR");
    add(t, UNSIGNED, POINTER, NUMBER, "DWORD_PTR", "WPARAM", "SOCKET", "KAFFINITY");
  }

  private static void add(
      Map<String, Entry> table, Layout.Kind kind, int bytes, CScalar.Role role, String... names) {
    for (String name : names) {
      table.put(name, new Entry(kind, bytes, role));
    }
  }
}

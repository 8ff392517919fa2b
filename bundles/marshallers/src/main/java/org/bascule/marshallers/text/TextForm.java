package org.bascule.marshallers.text;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bascule.spi.CType;

/**
 * What kind of text a C type points to.
 *
 * @param wide UTF-16 units instead of code page bytes
 * @param writable the function may write there
 * @param usual whether C programs mean text by it wherever it stands; {@code unsigned char *} is
 *     text only where a Java {@code String} says so
 */
public record TextForm(boolean wide, boolean writable, boolean usual) {
  private static final TextForm NARROW = new TextForm(false, false, true);
  private static final TextForm NARROW_WRITABLE = new TextForm(false, true, true);
  private static final TextForm WIDE = new TextForm(true, false, true);
  private static final TextForm WIDE_WRITABLE = new TextForm(true, true, true);

  private static final Map<String, TextForm> NAMES =
      Map.ofEntries(
          Map.entry("LPCSTR", NARROW),
          Map.entry("PCSTR", NARROW),
          Map.entry("LPCCH", NARROW),
          Map.entry("PCCH", NARROW),
          Map.entry("LPSTR", NARROW_WRITABLE),
          Map.entry("PSTR", NARROW_WRITABLE),
          Map.entry("NPSTR", NARROW_WRITABLE),
          Map.entry("LPCH", NARROW_WRITABLE),
          Map.entry("PCH", NARROW_WRITABLE),
          Map.entry("PCHAR", NARROW_WRITABLE),
          Map.entry("LPCWSTR", WIDE),
          Map.entry("PCWSTR", WIDE),
          Map.entry("LPCWCH", WIDE),
          Map.entry("PCWCH", WIDE),
          Map.entry("LPCOLESTR", WIDE),
          Map.entry("LPWSTR", WIDE_WRITABLE),
          Map.entry("PWSTR", WIDE_WRITABLE),
          Map.entry("NWPSTR", WIDE_WRITABLE),
          Map.entry("LPWCH", WIDE_WRITABLE),
          Map.entry("PWCH", WIDE_WRITABLE),
          Map.entry("PWCHAR", WIDE_WRITABLE),
          Map.entry("LPOLESTR", WIDE_WRITABLE));

  private static final Set<String> NARROW_UNITS = Set.of("char", "CHAR");
  private static final Set<String> BYTE_UNITS =
      Set.of("signed char", "unsigned char", "UCHAR", "BYTE", "uint8_t", "int8_t");
  private static final Set<String> WIDE_UNITS = Set.of("wchar_t", "WCHAR", "char16_t", "OLECHAR");

  /** The text that this type points to, if it can point to text at all. */
  public static Optional<TextForm> of(CType type) {
    if (type instanceof CType.Named named) {
      return Optional.ofNullable(NAMES.get(named.name()));
    }
    if (type instanceof CType.Pointer p && p.target() instanceof CType.Named unit) {
      return ofUnit(unit.name(), !p.toConst());
    }
    return Optional.empty();
  }

  private static Optional<TextForm> ofUnit(String unit, boolean writable) {
    boolean wide = WIDE_UNITS.contains(unit);
    boolean usual = wide || NARROW_UNITS.contains(unit);
    return usual || BYTE_UNITS.contains(unit)
        ? Optional.of(new TextForm(wide, writable, usual))
        : Optional.empty();
  }
}

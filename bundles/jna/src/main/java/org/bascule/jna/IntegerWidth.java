package org.bascule.jna;

import java.util.Map;
import java.util.Optional;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.memory.Refusals;

/**
 * What an {@code IntegerType} class is on Windows. An instance here has the widths of Linux, where
 * {@code long} has 8 bytes; the families that differ are known by the names of their base classes.
 *
 * @param layout on the target
 * @param name for messages
 */
public record IntegerWidth(Layout.Scalar layout, String name) {
  static final IntegerWidth NATIVE_LONG = of(Layout.Kind.SIGNED, Integer.BYTES, "NativeLong");

  /** In place of a width: the pointer's. */
  private static final int POINTER = 0;

  private static final String WIN32 = "com.sun.jna.platform.win32.";

  /** Whether a class reads its value unsigned follows jna-platform's own constructors. */
  private static final Map<String, Family> FAMILIES =
      Map.of(
          "com.sun.jna.NativeLong",
          new Family(Layout.Kind.SIGNED, Integer.BYTES),
          WIN32 + "WinDef$LONG",
          new Family(Layout.Kind.SIGNED, Integer.BYTES),
          WIN32 + "WinDef$ULONG",
          new Family(Layout.Kind.UNSIGNED, Integer.BYTES),
          WIN32 + "WinDef$INT_PTR",
          new Family(Layout.Kind.SIGNED, POINTER),
          WIN32 + "WinDef$UINT_PTR",
          new Family(Layout.Kind.UNSIGNED, POINTER),
          WIN32 + "BaseTSD$LONG_PTR",
          new Family(Layout.Kind.SIGNED, POINTER),
          WIN32 + "BaseTSD$ULONG_PTR",
          new Family(Layout.Kind.UNSIGNED, POINTER),
          WIN32 + "BaseTSD$DWORD_PTR",
          new Family(Layout.Kind.SIGNED, POINTER));

  private record Family(Layout.Kind kind, int bytes) {}

  /** The width of a class that belongs to a family. */
  public static Optional<IntegerWidth> ofFamily(Class<?> type, Abi abi) {
    return Hierarchy.of(type)
        .filter(FAMILIES::containsKey)
        .findFirst()
        .map(FAMILIES::get)
        .map(f -> of(f.kind, f.bytes == POINTER ? abi.pointerSize() : f.bytes, name(type)));
  }

  /** The width of any other class: that of its native type. Its instances know their sign. */
  static IntegerWidth ofNative(Class<?> type, Layout.Scalar layout) {
    return new IntegerWidth(layout, name(type));
  }

  /**
   * The value, if the width holds it; as in JNA, signed and unsigned readings are both welcome.
   *
   * @throws ValueException if not
   */
  long check(long value, String path) {
    int unused = Long.SIZE - 8 * layout.bytes();
    boolean signed = value << unused >> unused == value;
    boolean unsigned = value << unused >>> unused == value;
    if (signed || unsigned) {
      return value;
    }
    throw Refusals.argument(
        path,
        "a value of " + layout.bytes() + " bytes (" + name + " on Windows)",
        "0x" + Long.toHexString(value),
        "pass a value in that range; on Windows this class has no larger ones");
  }

  /** The value in the layout's low bytes. */
  long extend(long bits) {
    int unused = Long.SIZE - 8 * layout.bytes();
    return layout.kind() == Layout.Kind.SIGNED
        ? bits << unused >> unused
        : bits << unused >>> unused;
  }

  private static IntegerWidth of(Layout.Kind kind, int bytes, String name) {
    return new IntegerWidth(new Layout.Scalar(kind, bytes), name);
  }

  private static String name(Class<?> type) {
    return type.getSimpleName();
  }
}

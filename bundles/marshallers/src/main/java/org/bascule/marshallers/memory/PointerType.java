package org.bascule.marshallers.memory;

import java.util.Optional;
import java.util.Set;
import org.bascule.marshallers.scalar.CScalars;
import org.bascule.marshallers.text.TextForm;
import org.bascule.spi.CType;
import org.bascule.spi.Place;

/**
 * A C type that an address can stand for.
 *
 * @param name as C says it
 * @param handle a Windows handle: its 32-bit form is widened with its sign, as Windows itself does
 *     between 32- and 64-bit programs
 * @param opaque whether an address is the natural value here
 */
public record PointerType(String name, boolean handle, boolean opaque) {
  /** {@code void *}. */
  public static final PointerType PLAIN = new PointerType("void *", false, true);

  private static final Set<String> POINTERS =
      Set.of(
          "PVOID",
          "LPVOID",
          "LPCVOID",
          "PCVOID",
          "FARPROC",
          "NEARPROC",
          "PROC",
          "WNDPROC",
          "BSTR",
          "PSID",
          "PSECURITY_DESCRIPTOR",
          "LPSECURITY_ATTRIBUTES",
          "PSECURITY_ATTRIBUTES",
          "LPOVERLAPPED");

  private static final Set<String> HANDLES =
      Set.of(
          "HANDLE",
          "HMODULE",
          "HINSTANCE",
          "HWND",
          "HKEY",
          "HDC",
          "HGDIOBJ",
          "HBITMAP",
          "HBRUSH",
          "HFONT",
          "HPEN",
          "HPALETTE",
          "HRGN",
          "HICON",
          "HCURSOR",
          "HMENU",
          "HACCEL",
          "HHOOK",
          "HMONITOR",
          "HRSRC",
          "HGLOBAL",
          "HLOCAL",
          "GLOBALHANDLE",
          "LOCALHANDLE",
          "HDROP",
          "HDWP",
          "HENHMETAFILE",
          "HMETAFILE",
          "HKL",
          "HSZ",
          "HCONV",
          "HCONVLIST",
          "HDDEDATA",
          "HDESK",
          "HWINSTA",
          "HTASK",
          "HSTR",
          "HGLRC",
          "HCOLORSPACE",
          "HUMPD",
          "HWINEVENTHOOK",
          "HPOWERNOTIFY",
          "HDEVNOTIFY",
          "HRAWINPUT",
          "SC_HANDLE",
          "SERVICE_STATUS_HANDLE",
          "HINTERNET",
          "HTREEITEM",
          "HIMAGELIST",
          "HTHEME",
          "HDEVINFO",
          "HMIDIIN",
          "HMIDIOUT",
          "HWAVEIN",
          "HWAVEOUT",
          "HMIXER",
          "HMIXEROBJ",
          "HMMIO",
          "HDRVR",
          "HCERTSTORE");

  /** The pointer type of that name, at that place. */
  public static Optional<PointerType> find(CType type, Place place) {
    if (type instanceof CType.Pointer pointer) {
      return Optional.of(new PointerType(CType.brief(type), false, isOpaque(pointer, place)));
    }
    if (type instanceof CType.Named named) {
      boolean handle = HANDLES.contains(named.name());
      boolean text = TextForm.of(type).isPresent();
      return handle || text || POINTERS.contains(named.name())
          ? Optional.of(new PointerType(named.name(), handle, !text))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * Memory of arithmetic values is wanted as arrays and text, which is others' business; but what a
   * function returns, or has in memory, has no length, so it stays an address unless it is text.
   */
  private static boolean isOpaque(CType.Pointer pointer, Place place) {
    if (TextForm.of(pointer).filter(TextForm::usual).isPresent()) {
      return false;
    }
    // What can be called is more than an address.
    return !(pointer.target() instanceof CType.Function)
        && (place != Place.ARGUMENT || !isArithmetic(pointer.target()));
  }

  private static boolean isArithmetic(CType target) {
    return target instanceof CType.Named named && CScalars.isArithmetic(named.name());
  }
}

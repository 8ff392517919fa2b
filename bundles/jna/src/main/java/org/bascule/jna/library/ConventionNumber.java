package org.bascule.jna.library;

import com.sun.jna.Function;
import java.util.Optional;
import org.bascule.spi.Convention;

/**
 * JNA's numbers of calling conventions: its own two, and those of libffi for 32-bit Windows
 * (enumeration {@code ffi_abi} of its x86 {@code ffitarget.h}), which it passes on.
 */
final class ConventionNumber {
  private static final int FFI_SYSV = 1;
  private static final int FFI_THISCALL = 3;
  private static final int FFI_FASTCALL = 4;
  private static final int FFI_STDCALL = 5;
  private static final int FFI_MS_CDECL = 8;

  private ConventionNumber() {}

  /** What the number means; empty if JNA knows no such convention either. */
  static Optional<Convention> meaning(int number) {
    return switch (number & Function.ALT_CONVENTION) {
      case Function.C_CONVENTION, FFI_SYSV, FFI_MS_CDECL -> Optional.of(Convention.CDECL);
      case Function.ALT_CONVENTION, FFI_STDCALL -> Optional.of(Convention.STDCALL);
      case FFI_THISCALL -> Optional.of(Convention.THISCALL);
      case FFI_FASTCALL -> Optional.of(Convention.FASTCALL);
      default -> Optional.empty();
    };
  }
}

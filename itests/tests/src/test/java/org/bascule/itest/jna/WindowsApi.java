package org.bascule.itest.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import org.bascule.jna.loader.BasculeNative;

/** Interfaces as programs for Windows have them. */
final class WindowsApi {
  private WindowsApi() {}

  /** Windows' own, written by hand. */
  interface Environment extends StdCallLibrary {
    Environment INSTANCE =
        Native.load("kernel32", Environment.class, W32APIOptions.UNICODE_OPTIONS);

    boolean SetEnvironmentVariable(String name, String value);

    int GetEnvironmentVariable(String name, char[] buffer, int size);

    int lstrlen(String text);
  }

  /** The same without any options. */
  interface Plain extends Library {
    int lstrlenA(String text);

    int lstrlenW(WString text);

    boolean SetEvent(Pointer event);

    int CloseHandle(Pointer handle) throws LastErrorException;

    int GetFileAttributesW(WString name) throws LastErrorException;
  }

  /** What a boolean is when nobody converts it. */
  interface Booleans extends Library {
    int echo_int32(boolean value);

    boolean echo_bool(int value);
  }

  @FieldOrder({"first", "second"})
  public static class Pair extends Structure {
    public int first;
    public int second;
  }

  /** The C library, with functions that take any number of arguments. */
  interface CLibrary extends Library {
    int sprintf(byte[] buffer, String format, Object... more);

    int sscanf(String text, String format, Object... more);
  }

  /** Loads itself, on whatever system. */
  interface Ticking extends StdCallLibrary {
    Ticking INSTANCE = BasculeNative.load("kernel32", Ticking.class, W32APIOptions.DEFAULT_OPTIONS);

    int GetCurrentProcessId();
  }
}

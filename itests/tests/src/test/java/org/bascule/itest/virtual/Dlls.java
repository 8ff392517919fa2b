package org.bascule.itest.virtual;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.WString;
import org.bascule.annotation.DeclaredAs;
import org.bascule.spi.Ref;

/** What the virtual threads call. */
final class Dlls {
  private Dlls() {}

  /** Of kernel32. */
  public interface Kernel {
    void Sleep(int milliseconds);

    int GetCurrentThreadId();

    void SetLastError(int code);

    int GetLastError();

    int GetTickCount();
  }

  /** Of kernel32, as JNA declares it. */
  public interface JnaKernel extends Library {
    void SetLastError(int code);

    int GetFileAttributesW(WString name) throws LastErrorException;
  }

  /** Of msvcrt. */
  public interface Msvcrt {
    int abs(int value);

    void qsort(
        int[] base,
        @DeclaredAs("size_t") long count,
        @DeclaredAs("size_t") long width,
        Comparison compare);
  }

  /** Of qsort. */
  public interface Comparison {
    int compare(Ref<Integer> a, Ref<Integer> b);
  }
}

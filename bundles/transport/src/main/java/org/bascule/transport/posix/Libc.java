package org.bascule.transport.posix;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The calls of the C library that Java has no word for, as 64-bit Linux declares them ({@code
 * size_t}, {@code off_t} and pointers are 8 bytes). Direct-mapped, so that a call neither boxes nor
 * allocates.
 */
final class Libc {
  static {
    Native.register(Libc.class, Platform.C_LIBRARY_NAME);
  }

  private Libc() {}

  static native long mmap(long address, long length, int protection, int flags, int fd, long at);

  static native int munmap(long address, long length);

  /** Returns the error number itself and leaves errno alone. */
  static native int posix_fallocate(int fd, long offset, long length);

  static native int ftruncate(int fd, long length);

  static native int fallocate(int fd, int mode, long offset, long length);

  static native int mkfifo(String path, int mode);

  static native int open(String path, int flags, int mode);

  static native int close(int fd);

  static native long read(int fd, long buffer, long count);

  static native long write(int fd, long buffer, long count);

  static native int poll(long pollfds, long count, int timeoutMillis);

  static native int prlimit(int pid, int resource, long newLimit, long oldLimit);

  /** A system call that the C library has no name for. */
  static native long syscall(long number, long first, long second);

  static native int getuid();

  /** The errno that the calling thread's last call here has left. */
  static int errno() {
    return Native.getLastError();
  }
}

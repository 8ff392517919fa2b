package org.bascule.transport.posix;

import java.io.IOException;

/** A call of the C library has failed. The message says which, on what, and why. */
public final class PosixException extends IOException {
  private static final long serialVersionUID = 1L;

  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EEXIST = 17;
  static final int ENFILE = 23;
  static final int EMFILE = 24;
  static final int ENOSPC = 28;

  private final int errno;

  PosixException(String call, String subject, int errno) {
    super(call + " " + subject + ": " + text(errno));
    this.errno = errno;
  }

  /** The file system has not that many bytes left. */
  public static PosixException noSpace(long size) {
    return new PosixException("allocate", size + " bytes of shared memory", ENOSPC);
  }

  int errno() {
    return errno;
  }

  /** Whether a limit of this process is reached: files, mappings or addresses. */
  public boolean atLimit() {
    return errno == ENOMEM || errno == ENFILE || errno == EMFILE;
  }

  private static String text(int errno) {
    return switch (errno) {
      case 1 -> "operation not permitted (EPERM)";
      case 2 -> "no such file or directory (ENOENT)";
      case 9 -> "bad file descriptor (EBADF)";
      case ENOMEM -> "out of memory (ENOMEM)";
      case 13 -> "permission denied (EACCES)";
      case EEXIST -> "exists already (EEXIST)";
      case 22 -> "invalid argument (EINVAL)";
      case ENFILE, EMFILE -> "too many open files (EMFILE)";
      case 27 -> "file too large (EFBIG)";
      case ENOSPC -> "no space left (ENOSPC)";
      case 30 -> "read-only file system (EROFS)";
      case 95 -> "not supported here (EOPNOTSUPP)";
      default -> "errno " + errno;
    };
  }
}

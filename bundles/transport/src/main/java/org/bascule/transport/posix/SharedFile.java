package org.bascule.transport.posix;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * An open file that is mapped shared. Its space is really there, so that touching a mapping of it
 * never ends in SIGBUS; of a sparse one only the parts that were allocated.
 */
public final class SharedFile implements AutoCloseable {
  /** Mappings begin and end at multiples of this: the granularity of Windows' mappings. */
  public static final int GRANULARITY = 65536;

  private static final int O_RDWR_CREATE_NEW = 2 | 0x40 | 0x80 | 0x80000; // with O_CLOEXEC

  /** A signal undoes a whole allocation; one of this size can be done between two of them. */
  private static final long PIECE = 16L << 20;

  private static final int OWNER_ONLY = 0600;
  private static final int READ_WRITE = 1 | 2;
  private static final int PUNCH_HOLE_KEEP_SIZE = 2 | 1;
  private static final int MAP_SHARED = 1;
  private static final int MAP_FIXED_NOREPLACE = 0x100000;
  private static final int MAP_PRIVATE_ANONYMOUS_FIXED = 2 | 0x20 | 0x10 | 0x4000; // NORESERVE

  private final int fd;
  private final long size;
  private boolean closed;

  private SharedFile(int fd, long size) {
    this.fd = fd;
    this.size = size;
  }

  /**
   * Creates the file with mode 0600 and that size, of which nothing is allocated.
   *
   * @throws PosixException if there is no right; the file may be there then
   */
  public static SharedFile createSparse(Path path, long size) throws PosixException {
    int fd = open(path);
    if (Libc.ftruncate(fd, size) != 0) {
      int error = Libc.errno();
      Libc.close(fd);
      throw new PosixException("give " + size + " bytes to", path.toString(), error);
    }
    return new SharedFile(fd, size);
  }

  /**
   * Allocates the space of a part; what is there already stays as it is.
   *
   * @throws PosixException if there is no room
   */
  public void allocate(long offset, long length) throws PosixException {
    for (long done = 0; done < length; done += PIECE) {
      int error = allocatePiece(offset + done, Math.min(PIECE, length - done));
      if (error != 0) {
        throw new PosixException("allocate", length + " bytes of shared memory", error);
      }
    }
  }

  private int allocatePiece(long offset, long length) {
    int error;
    do {
      error = Libc.posix_fallocate(fd, offset, length);
    } while (error == PosixException.EINTR);
    return error;
  }

  /**
   * Gives the space of a part back to the system; it reads as zeros until it is allocated again.
   */
  public void giveBack(long offset, long length) {
    Libc.fallocate(fd, PUNCH_HOLE_KEEP_SIZE, offset, length);
  }

  private static int open(Path path) throws PosixException {
    int fd = Libc.open(path.toString(), O_RDWR_CREATE_NEW, OWNER_ONLY);
    if (fd < 0) {
      throw new PosixException("open", path.toString(), Libc.errno());
    }
    return fd;
  }

  /**
   * Maps the whole file, shared and writable, at exactly this address.
   *
   * @return whether it could be done; false if something else lies there
   */
  public boolean mapAt(long address) throws PosixException {
    long got = Libc.mmap(address, size, READ_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0);
    if (got == address) {
      return true;
    }
    if (got != -1) {
      // A kernel before 4.17 takes the address for a hint only.
      Libc.munmap(got, size);
      return false;
    }
    int error = Libc.errno();
    if (error == PosixException.EEXIST) {
      return false;
    }
    throw new PosixException("map", "%d bytes at 0x%x".formatted(size, address), error);
  }

  /** Mappings stay. Idempotent. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Libc.close(fd);
    }
  }

  /** Mapped memory as a buffer, little-endian. The caller sees to it that it stays mapped. */
  public static ByteBuffer view(long address, long size) {
    return new Pointer(address).getByteBuffer(0, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Fills with zeros. */
  public static void clear(long address, long size) {
    new Pointer(address).clear(size);
  }

  /**
   * Puts private zero pages in the place of a mapping. That gives its space back to the system at
   * once, while buffers that still view it stay harmless.
   */
  public static void vacate(long address, long size) {
    Libc.mmap(address, size, READ_WRITE, MAP_PRIVATE_ANONYMOUS_FIXED, -1, 0);
  }

  /** Takes a mapping away. Nobody may hold a view of it any more. */
  public static void unmap(long address, long size) {
    Libc.munmap(address, size);
  }
}

package org.bascule.transport.posix;

import com.sun.jna.Memory;
import java.nio.file.Path;

/**
 * A FIFO whose bytes mean nothing but "look again". Opened for reading and writing, so that no open
 * blocks and nobody ever sees an end of file. {@link #ring} may be called by any thread, {@link
 * #await} by one at a time; neither allocates.
 */
public final class Bell implements AutoCloseable {
  private static final int O_RDWR_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
  private static final short POLLIN = 1;
  private static final int FD = 0;
  private static final int EVENTS = 4;
  private static final int BYTE = 8;

  private final int fd;
  // struct pollfd { int fd; short events; short revents; }, then one byte to read into.
  private final Memory scratch = new Memory(16);
  private final long pollfd = com.sun.jna.Pointer.nativeValue(scratch);
  private final long oneByte = pollfd + BYTE;

  private Bell(int fd) {
    this.fd = fd;
    scratch.clear();
    scratch.setInt(FD, fd);
    scratch.setShort(EVENTS, POLLIN);
  }

  /** Makes a FIFO of mode 0600 and opens it. */
  public static Bell create(Path path) throws PosixException {
    if (Libc.mkfifo(path.toString(), 0600) != 0) {
      throw new PosixException("make FIFO", path.toString(), Libc.errno());
    }
    return open(path);
  }

  /** Opens a FIFO that is there already. */
  public static Bell open(Path path) throws PosixException {
    int fd = Libc.open(path.toString(), O_RDWR_NONBLOCK_CLOEXEC, 0);
    if (fd < 0) {
      throw new PosixException("open FIFO", path.toString(), Libc.errno());
    }
    return new Bell(fd);
  }

  /** Writes one byte. A full FIFO has bytes enough to wake anybody, so that it is no error. */
  public void ring() {
    while (Libc.write(fd, oneByte, 1) < 0 && Libc.errno() == PosixException.EINTR) {
      // again
    }
  }

  /**
   * Blocks until there is a byte, and takes it.
   *
   * @return whether one was taken; false after the timeout, or when a signal came
   */
  public boolean await(int timeoutMillis) {
    return Libc.poll(pollfd, 1, timeoutMillis) > 0 && Libc.read(fd, oneByte, 1) == 1;
  }

  /** Nobody may use the bell at this moment or later: the number may be given to another file. */
  @Override
  public void close() {
    Libc.close(fd);
  }
}

package org.bascule.transport.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Limits that the kernel holds for another process of this user, see {@code setrlimit(2)}. */
public final class ResourceLimits {
  private static final int CPU = 0;
  private static final int DATA = 2;
  private static final int PROCESSES = 6;
  private static final int FILES = 7;

  private final long pid;

  /** Those of this process. */
  public ResourceLimits(long pid) {
    this.pid = pid;
  }

  /** Bytes that are its own and can be written to; an allocation beyond fails. */
  public void memory(long bytes) throws PosixException {
    set(DATA, bytes, bytes);
  }

  /** Seconds; then SIGXCPU ends it, or SIGKILL a second later. */
  public void cpu(long seconds) throws PosixException {
    set(CPU, seconds, seconds + 1);
  }

  /** Processes and threads of its user; those of root are not counted by the kernel. */
  public void processes(long count) throws PosixException {
    set(PROCESSES, count, count);
  }

  /** Open files. */
  public void files(long count) throws PosixException {
    set(FILES, count, count);
  }

  /** What {@link #memory} counts, in bytes; -1 if it cannot be known. */
  public long memoryInUse() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmData:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }

  private void set(int resource, long soft, long hard) throws PosixException {
    try (Memory limit = new Memory(2L * Long.BYTES)) {
      limit.setLong(0, soft);
      limit.setLong(Long.BYTES, hard);
      long address = Pointer.nativeValue(limit);
      if (Libc.prlimit((int) pid, resource, address, 0) != 0) {
        throw new PosixException("limit resource " + resource + " of", "process " + pid, errno());
      }
    }
  }

  private static int errno() {
    return Libc.errno();
  }
}

package org.bascule.transport.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the end of processes, which need not be children. Costs no CPU where Linux has
 * descriptors for processes (5.3); elsewhere it looks every second.
 */
public final class ProcessWatch implements AutoCloseable {
  private static final long PIDFD_OPEN = 434;
  private static final int POLLFD = 8;
  private static final int EVENTS = 4;
  private static final int HAPPENED = 6;
  private static final short POLLIN = 1;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<LinuxProcess> processes;
  private final int[] descriptors;
  private boolean whole = true;

  /** A watch over these. */
  public ProcessWatch(List<LinuxProcess> processes) {
    this.processes = List.copyOf(processes);
    this.descriptors = new int[processes.size()];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = (int) Libc.syscall(PIDFD_OPEN, processes.get(i).pid(), 0);
      whole &= descriptors[i] >= 0;
    }
  }

  /** Waits until one of them has ended, and tells which; the first one if several have. */
  public int await() {
    while (true) {
      // Looked at behind the opening: the number may have been another process's by then.
      for (int i = 0; i < descriptors.length; i++) {
        if (!processes.get(i).alive()) {
          return i;
        }
      }
      if (whole) {
        poll();
      } else {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private void poll() {
    try (Memory pollfds = new Memory((long) POLLFD * descriptors.length)) {
      for (int i = 0; i < descriptors.length; i++) {
        pollfds.setInt((long) POLLFD * i, descriptors[i]);
        pollfds.setShort((long) POLLFD * i + EVENTS, POLLIN);
        pollfds.setShort((long) POLLFD * i + HAPPENED, (short) 0);
      }
      Libc.poll(Pointer.nativeValue(pollfds), descriptors.length, -1);
    }
  }

  @Override
  public void close() {
    for (int descriptor : descriptors) {
      if (descriptor >= 0) {
        Libc.close(descriptor);
      }
    }
  }
}

package org.bascule.transport.arena;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.error.BasculeException;
import org.bascule.transport.posix.PosixException;
import org.bascule.transport.posix.SharedFile;
import org.bascule.transport.runtime.RuntimeDirectory;

/** Makes segments: file, space, address, and the host's consent; then the file's name is gone. */
public final class SegmentFactory {
  private static final int LONGEST_PAUSE = 64;

  private final RuntimeDirectory directory;
  private final AddressChooser addresses;

  /**
   * A factory.
   *
   * @param directory where the files have their names for a moment
   * @param addresses where the segments may lie
   */
  public SegmentFactory(RuntimeDirectory directory, AddressChooser addresses) {
    this.directory = directory;
    this.addresses = addresses;
  }

  /**
   * A segment that lies at the same address in both processes.
   *
   * @param size bytes, a multiple of {@link SharedFile#GRANULARITY}
   * @throws BasculeException with code {@code SHARED_MEMORY}
   */
  public Segment create(long size, HostMapping host) {
    return create(size, host, Segment::create);
  }

  /** The same, without memory behind it until parts of it are allocated. */
  Segment createSparse(long size, HostMapping host) {
    return create(size, host, Segment::createSparse);
  }

  private interface Maker {
    Segment make(Path file, long size, AddressChooser addresses) throws PosixException;
  }

  private Segment create(long size, HostMapping host, Maker maker) {
    try (RuntimeDirectory.Lease lease = directory.lease()) {
      for (int i = 0; i < AddressChooser.ATTEMPTS; i++) {
        Path file = lease.file("segment");
        Segment segment = allocate(file, size, maker);
        if (offer(segment, file, host)) {
          return segment;
        }
        addresses.moveAway();
      }
      throw ArenaErrors.noAddress(size);
    } catch (IOException e) {
      throw ArenaErrors.noMemory(size, directory.parent(), e);
    }
  }

  /** Where the files are, for messages. */
  Path place() {
    return directory.parent();
  }

  /** The largest segment there can be. */
  long largest() {
    return Math.min(SharedArena.LARGEST_BLOCK, addresses.room());
  }

  private boolean offer(Segment segment, Path file, HostMapping host) throws IOException {
    boolean taken = false;
    try {
      taken = host.map(segment, file);
      return taken;
    } finally {
      Files.deleteIfExists(file);
      if (!taken) {
        segment.vacate();
      }
    }
  }

  private Segment allocate(Path file, long size, Maker maker) throws IOException {
    for (int pause = 1; ; pause *= 2) {
      try {
        return maker.make(file, size, addresses);
      } catch (PosixException e) {
        Files.deleteIfExists(file);
        if (!e.lacksSpace() || pause > LONGEST_PAUSE || !collect(pause)) {
          throw e;
        }
      }
    }
  }

  /**
   * Segments of closed blocks and ended hosts wait for the collector, which does not know how much
   * space and how many addresses they hold.
   */
  private static boolean collect(int pause) {
    System.gc();
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package org.bascule.transport.arena;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.bascule.error.BasculeException;
import org.bascule.transport.arena.AddressChooser.Stay;
import org.bascule.transport.posix.PosixException;
import org.bascule.transport.posix.SharedFile;
import org.bascule.transport.runtime.RuntimeDirectory;

/** Makes segments: file, address, space, and the host's consent; then the file's name is gone. */
public final class SegmentFactory {
  /** Bytes at either end of a sparse segment that nobody may touch in the host. */
  static final int GUARD = 65536;

  /** How long the collector's cleaner may take. */
  private static final int PAUSES = 10;

  private static final long PAUSE = 10;

  /** What one collection makes unreachable, the next one may find. */
  private static final int COLLECTIONS = 3;

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
    return create(size, host, true, Stay.SESSION);
  }

  /** The same, for one block. */
  Segment createAlone(long size, HostMapping host) {
    return create(size, host, true, Stay.BLOCK);
  }

  /** The same, without memory behind it until parts of it are allocated, and with guarded ends. */
  Segment createSparse(long size, HostMapping host) {
    return create(size, host, false, Stay.SESSION);
  }

  private Segment create(long size, HostMapping host, boolean whole, Stay stay) {
    try (RuntimeDirectory.Lease lease = directory.lease()) {
      Path path = lease.file("segment");
      if (whole) {
        requireSpace(path.toFile(), size);
      }
      SharedFile file = SharedFile.createSparse(path, size);
      Segment segment = null;
      try {
        segment = place(new Candidate(file, path, size, whole, stay, new HashSet<>()), host);
        return segment;
      } finally {
        Files.deleteIfExists(path);
        if (whole || segment == null) {
          file.close();
        }
      }
    } catch (IOException e) {
      throw ArenaErrors.noMemory(size, directory.parent(), e);
    }
  }

  /**
   * Looked at first, since a file that cannot be had would fill the machine's memory on the way.
   * What ended hosts had given out keeps its space until the collector has found it.
   */
  private static void requireSpace(File file, long size) throws PosixException {
    File directory = file.getParentFile();
    if (directory.getTotalSpace() > 0 && directory.getUsableSpace() < size) {
      System.gc();
      pause();
      if (directory.getUsableSpace() < size) {
        throw PosixException.noSpace(size);
      }
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

  /** A file that is to become a segment; the host is not asked twice about a place. */
  private record Candidate(
      SharedFile file, Path path, long size, boolean whole, Stay stay, Set<Long> refused) {
    /** The segment at this place; null if something else lies there on either side. */
    Segment at(long address, HostMapping host) throws IOException {
      if (refused.contains(address) || !file.mapAt(address)) {
        return null;
      }
      Segment segment = new Segment(address, size, whole ? 0 : GUARD, file);
      boolean taken = false;
      try {
        if (whole) {
          // Before anybody touches it; at a second place it is there already.
          file.allocate(0, size);
        }
        taken = host.map(segment, path);
        return taken ? segment : null;
      } finally {
        if (!taken) {
          refused.add(address);
          segment.discard();
        }
      }
    }
  }

  /**
   * Segments of closed blocks and ended hosts keep their addresses until the collector has found
   * that nobody views them any more, since who does must not crash the JVM. It does not know that
   * addresses are scarce, so it is asked where there are none.
   */
  private Segment place(Candidate candidate, HostMapping host) throws IOException {
    Segment found = search(candidate, host);
    for (int i = 0; found == null && i < COLLECTIONS; i++) {
      System.gc();
      found = searchAgain(candidate, host);
    }
    if (found == null) {
      throw addresses.nowhere(candidate.size());
    }
    return found;
  }

  private Segment searchAgain(Candidate candidate, HostMapping host) throws IOException {
    Segment found = null;
    for (int i = 0; found == null && i < PAUSES && pause(); i++) {
      found = search(candidate, host);
    }
    return found;
  }

  private Segment search(Candidate candidate, HostMapping host) throws IOException {
    AddressChooser.Search search = addresses.search(candidate.size(), candidate.stay());
    for (OptionalLong place = search.next(); place.isPresent(); place = search.next()) {
      Segment found = candidate.at(place.getAsLong(), host);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

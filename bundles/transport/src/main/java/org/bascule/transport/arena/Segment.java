package org.bascule.transport.arena;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bascule.transport.posix.PosixException;
import org.bascule.transport.posix.SharedFile;

/**
 * A mapped piece of shared memory. It is unmapped when nobody can reach a buffer of it any more, so
 * that a view that somebody has kept can never crash the JVM.
 */
public final class Segment {
  private static final Cleaner CLEANER = Cleaner.create();

  private final long address;
  private final long size;

  /** Of a sparse segment, which allocates and gives back parts; else null. */
  private final SharedFile file;

  // Every slice of it keeps it reachable.
  private final ByteBuffer root;

  private Segment(long address, long size, SharedFile file) {
    this.address = address;
    this.size = size;
    this.file = file;
    this.root = SharedFile.view(address, size);
    CLEANER.register(root, () -> SharedFile.unmap(address, size));
  }

  /**
   * Creates the file at this path, and maps it at a place that is free here.
   *
   * @throws PosixException if there is no room or no right; no file is left then
   */
  static Segment create(Path path, long size, AddressChooser addresses) throws PosixException {
    try (SharedFile file = SharedFile.create(path, size)) {
      return new Segment(map(file, size, addresses), size, null);
    }
  }

  /**
   * The same, but only what {@link #allocate} has allocated may be touched. To be closed by {@link
   * #vacate}.
   */
  static Segment createSparse(Path path, long size, AddressChooser addresses)
      throws PosixException {
    SharedFile file = SharedFile.createSparse(path, size);
    try {
      return new Segment(map(file, size, addresses), size, file);
    } catch (PosixException e) {
      file.close();
      throw e;
    }
  }

  private static long map(SharedFile file, long size, AddressChooser addresses)
      throws PosixException {
    for (int i = 0; i < AddressChooser.ATTEMPTS; i++) {
      long address = addresses.propose(size);
      if (file.mapAt(address)) {
        return address;
      }
      addresses.moveAway();
    }
    throw PosixException.noAddress(size);
  }

  /** Of a sparse segment: puts memory behind a part. */
  void allocate(long offset, long length) throws PosixException {
    file.allocate(offset, length);
  }

  /** Of a sparse segment: takes the memory behind a part away again. */
  void giveBack(long offset, long length) {
    file.giveBack(offset, length);
  }

  /** The address of the first byte. */
  public long address() {
    return address;
  }

  /** Bytes. */
  public long size() {
    return size;
  }

  /** A view of a part, little-endian. */
  public ByteBuffer view(long offset, long length) {
    return root.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Of a sparse segment: nothing is allocated or given back any more. */
  void settle() {
    file.close();
  }

  /** Fills a part with zeros. */
  void clear(long offset, long length) {
    SharedFile.clear(address + offset, length);
  }

  /** Gives the space back to the system; who still looks at the segment sees zeros. */
  public void vacate() {
    SharedFile.vacate(address, size);
    if (file != null) {
      file.close();
    }
  }
}

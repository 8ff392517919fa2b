package org.bascule.transport.arena;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  private final int guard;

  /** Of a sparse segment it stays open, for parts to be allocated and given back. */
  private final SharedFile file;

  // Every slice of it keeps it reachable.
  private final ByteBuffer root;
  private final Cleaner.Cleanable mapping;

  /**
   * A file that is mapped there, whole.
   *
   * @param guard bytes at either end that the host's threads must not touch
   */
  Segment(long address, long size, int guard, SharedFile file) {
    this.address = address;
    this.size = size;
    this.guard = guard;
    this.file = file;
    this.root = SharedFile.view(address, size);
    this.mapping = CLEANER.register(root, () -> SharedFile.unmap(address, size));
  }

  /** Takes the mapping away: nobody has got a view of it yet. */
  void discard() {
    mapping.clean();
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

  /** Bytes at either end that nobody may touch in the host; a multiple of 65,536. */
  public int guard() {
    return guard;
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
    file.close();
  }
}

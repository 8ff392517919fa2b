package org.bascule.windowsjna.world.memory;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * A direct buffer of the JVM and its copy that the DLL knows. Remembers what both were when they
 * were last the same, so that what one side has written since is not undone by what the other has
 * not. Thread-safe.
 */
final class Twin extends WeakReference<Buffer> {
  final long original;
  final long size;
  final long copy;
  private final DirectMemory direct;
  private final ByteBuffer known;
  private final ByteBuffer present;

  /**
   * A twin, both the same.
   *
   * @param original where the buffer lies, whose memory nobody else can have while it lives
   */
  Twin(Buffer buffer, ReferenceQueue<Buffer> queue, long original, long copy, DirectMemory direct) {
    super(buffer, queue);
    this.original = original;
    this.size = DirectMemory.size(buffer);
    this.copy = copy;
    this.direct = direct;
    this.known = ByteBuffer.allocate((int) size);
    this.present = ByteBuffer.allocate((int) size);
    Elements.copy(whole(buffer), known);
    direct.forth(whole(buffer), copy);
  }

  private static Buffer whole(Buffer buffer) {
    return buffer.duplicate().clear();
  }

  /** Whether the buffer lives and has all of these bytes. */
  boolean holds(long address, long length) {
    return address >= original && length <= original + size - address && get() != null;
  }

  /** Has each side see what the other has written; where both have, Java's counts. */
  synchronized void bringTogether() {
    Buffer buffer = get();
    ByteBuffer theirs = buffer == null ? null : direct.copy(copy, size);
    if (theirs == null) {
      return;
    }
    Elements.copy(whole(buffer), present);
    apply(present, theirs);
    if (apply(theirs, present) && !buffer.isReadOnly()) {
      Elements.copy(present, whole(buffer));
    }
  }

  /** Writes what is new on one side to the other; whether there is anything. */
  private boolean apply(ByteBuffer changed, ByteBuffer other) {
    int first = changed.mismatch(known);
    for (int i = first; i >= 0 && i < size; i++) {
      byte value = changed.get(i);
      if (value != known.get(i)) {
        known.put(i, value);
        other.put(i, value);
      }
    }
    return first >= 0;
  }
}

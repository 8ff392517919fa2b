package org.bascule.windowsjna.world.memory;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.Buffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies of direct buffers of the JVM whose address somebody has asked for, to write it into memory
 * himself: a buffer as the field of a structure is one. As long as such a buffer lives, its copy is
 * brought up to date before each call, and the buffer after it. Thread-safe.
 */
public final class Twins {
  private final Heap heap;
  private final DirectMemory direct;
  private final Map<Long, Twin> all = new ConcurrentHashMap<>();
  private final ReferenceQueue<Buffer> collected = new ReferenceQueue<>();

  /** None yet. */
  public Twins(Heap heap, DirectMemory direct) {
    this.heap = heap;
    this.direct = direct;
  }

  /** Knows where the buffer lies, whose memory nobody else can have while it lives. */
  private static final class Twin extends WeakReference<Buffer> {
    final long original;
    final long copy;

    Twin(Buffer buffer, ReferenceQueue<Buffer> queue, long original, long copy) {
      super(buffer, queue);
      this.original = original;
      this.copy = copy;
    }
  }

  /**
   * An address at which the DLL finds what lies in the buffer, from its first element on.
   *
   * @throws IllegalArgumentException if it is not direct
   */
  public long address(Buffer buffer) {
    long original = direct.addressOf(buffer);
    if (heap.contains(original, 1)) {
      return original;
    }
    forgetCollected();
    Twin known = all.get(original);
    if (known == null || known.get() == null) {
      // 8 bytes an element are enough for each kind.
      long copy = heap.allocate(8L * Math.max(1, buffer.capacity()));
      known = new Twin(buffer, collected, original, copy);
      all.put(original, known);
      forth(known);
    }
    return known.copy;
  }

  /** Before a call. */
  public void forth() {
    if (!all.isEmpty()) {
      all.values().forEach(this::forth);
    }
  }

  /** After a call. */
  public void back() {
    if (!all.isEmpty()) {
      all.values().forEach(this::back);
    }
  }

  private void forth(Twin twin) {
    Buffer buffer = twin.get();
    if (buffer != null) {
      direct.forth(buffer.duplicate().clear(), twin.copy);
    }
  }

  private void back(Twin twin) {
    Buffer buffer = twin.get();
    if (buffer != null) {
      direct.back(twin.copy, buffer.duplicate().clear());
    }
  }

  private void forgetCollected() {
    for (Twin gone = (Twin) collected.poll(); gone != null; gone = (Twin) collected.poll()) {
      all.remove(gone.original, gone);
      heap.free(gone.copy);
    }
  }
}

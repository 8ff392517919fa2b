package org.bascule.windowsjna.world.memory;

import java.lang.ref.ReferenceQueue;
import java.nio.Buffer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies of direct buffers of the JVM whose address somebody has asked for, to write it into memory
 * himself: a buffer as the field of a structure is one. As long as such a buffer lives, it and its
 * copy are brought together before and after each call and each callback. Thread-safe.
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

  /**
   * An address at which the DLL finds what lies in the buffer, from its first element on.
   *
   * @throws IllegalArgumentException if it is not direct
   */
  public long address(Buffer buffer) {
    long original = direct.addressOf(buffer);
    long size = DirectMemory.size(buffer);
    if (heap.contains(original, Math.max(1, size))) {
      return original;
    }
    forgetCollected();
    return find(original, size).orElseGet(() -> made(buffer, original, size));
  }

  private long made(Buffer buffer, long original, long size) {
    long copy = heap.allocate(Math.max(1, size));
    all.put(original, new Twin(buffer, collected, original, copy, direct));
    return copy;
  }

  /** Where the DLL finds these bytes of the JVM's, if they are in a buffer that has a copy. */
  public OptionalLong find(long original, long length) {
    if (all.isEmpty()) {
      return OptionalLong.empty();
    }
    return all.values().stream()
        .filter(twin -> twin.holds(original, length))
        .mapToLong(twin -> twin.copy + (original - twin.original))
        .findFirst();
  }

  /** Before and after the DLL runs. */
  public void bringTogether() {
    if (!all.isEmpty()) {
      all.values().forEach(Twin::bringTogether);
    }
  }

  private void forgetCollected() {
    for (Twin gone = (Twin) collected.poll(); gone != null; gone = (Twin) collected.poll()) {
      all.remove(gone.original, gone);
      heap.free(gone.copy);
    }
  }
}

package org.bascule.bridge.call;

import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Block;

/**
 * Memory for what callbacks return: it lives as long as the Java object that it was allocated for.
 * The same object gets the same memory again when it is returned again. Thread-safe.
 */
final class KeptMemory {
  private final SessionMemory memory;
  private final Housekeeper housekeeper;
  private final Map<Identity<?>, Kept> all = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  KeptMemory(SessionMemory memory, Housekeeper housekeeper) {
    this.memory = memory;
    this.housekeeper = housekeeper;
  }

  /**
   * The memory of an object.
   *
   * @param held gets the owner if it is a new one
   */
  Kept of(Object owner, List<Object> held) {
    expunge();
    Kept known = all.get(new Identity<>(owner, null));
    if (known != null) {
      return known;
    }
    held.add(owner);
    return all.computeIfAbsent(new Identity<>(owner, collected), key -> new Kept());
  }

  private void expunge() {
    for (Object dead = collected.poll(); dead != null; dead = collected.poll()) {
      Kept kept = all.remove(dead);
      if (kept != null) {
        kept.close();
      }
    }
  }

  /** What one object needs. */
  final class Kept {
    private final List<Block> blocks = new ArrayList<>();
    private final List<Block> outgrown = new ArrayList<>();
    private final List<Object> objects = new ArrayList<>();

    /**
     * The memory that was allocated at the same turn before, if it is large enough; else twice as
     * much as that. What was there before is kept, since the DLL may still know it.
     */
    synchronized WindowsMemory allocate(int turn, long bytes, int alignment) {
      while (blocks.size() <= turn) {
        blocks.add(null);
      }
      Block block = blocks.get(turn);
      if (block == null || block.size() < bytes || block.address() % alignment != 0) {
        long size = block == null ? bytes : Math.max(bytes, 2 * block.size());
        if (block != null) {
          outgrown.add(block);
        }
        block = memory.allocate(size, alignment);
        blocks.set(turn, block);
      }
      return memory.local(block, 0, (int) bytes);
    }

    synchronized void keep(Object object) {
      if (objects.stream().noneMatch(known -> known == object)) {
        objects.add(object);
      }
    }

    private synchronized void close() {
      blocks.stream().filter(Objects::nonNull).forEach(Block::close);
      outgrown.forEach(Block::close);
    }
  }
}

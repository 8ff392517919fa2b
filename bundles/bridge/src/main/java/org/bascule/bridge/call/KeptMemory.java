package org.bascule.bridge.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.Scope;
import org.bascule.lifetime.WeakTable;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Block;

/**
 * Memory for what callbacks return: it lives as long as the Java object that it was allocated for,
 * and until the outermost call has ended. The same object gets the same memory again when it is
 * returned again. Thread-safe.
 */
final class KeptMemory implements AutoCloseable {
  private final SessionMemory memory;
  private final WeakTable<Object, Kept> all;

  KeptMemory(SessionMemory memory, Housekeeper housekeeper) {
    this.memory = memory;
    this.all = new WeakTable<>(housekeeper, Kept::close);
  }

  /**
   * The memory of an object.
   *
   * @param held gets the owner, whether it is new here or not: the DLL has the address now
   */
  Kept of(Object owner, Set<Object> held) {
    held.add(owner);
    return all.computeIfAbsent(owner, reference -> new Kept(memory));
  }

  /** The host has ended: its memory goes with it. */
  @Override
  public void close() {
    List<Kept> present = all.values();
    all.close();
    present.forEach(Kept::close);
  }

  /**
   * What one object needs. Leads back to nothing that the object may be reached from, or it would
   * live for ever.
   */
  static final class Kept {
    private final SessionMemory memory;
    private final List<Block> blocks = new ArrayList<>();
    private final Scope scope = new Scope();

    private Kept(SessionMemory memory) {
      this.memory = memory;
    }

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
        block = scope.add(memory.allocate(size, alignment));
        blocks.set(turn, block);
      }
      return memory.local(block, 0, (int) bytes);
    }

    private void close() {
      scope.close();
    }
  }
}

package org.bascule.transport.arena;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bascule.lifetime.Chore;
import org.bascule.lifetime.Housekeeper;

/**
 * Blocks that were closed while another thread may have been in the middle of an access: it has
 * looked whether the block is open, and has not written yet. Nobody gets their memory before that
 * is long over. Thread-safe.
 */
final class Quarantine {
  private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Who allocates and closes without a pause must not fill the memory with what waits here. */
  private static final long MANY_BYTES = 8 << 20;

  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Consumer<ArenaBlock> free;
  private final Housekeeper.Round round;
  private final Deque<ArenaBlock> waiting = new ArrayDeque<>();
  private long bytes;

  Quarantine(Consumer<ArenaBlock> free, Housekeeper housekeeper) {
    this.free = free;
    this.round = housekeeper.round(this::look);
  }

  void add(ArenaBlock block) {
    boolean many;
    synchronized (this) {
      waiting.add(block);
      bytes += block.size();
      many = bytes > MANY_BYTES;
    }
    if (many) {
      release(SHORTEST_NANOS);
    }
    round.stir();
  }

  /** The host has ended: nobody gets anything any more. */
  void end() {
    round.close();
    release(Long.MIN_VALUE);
  }

  private Chore.Outcome look() {
    release(USUAL_NANOS);
    synchronized (this) {
      return waiting.isEmpty() ? Chore.Outcome.IDLE : Chore.Outcome.DONE;
    }
  }

  private void release(long age) {
    List<ArenaBlock> old = new ArrayList<>();
    long now = System.nanoTime();
    synchronized (this) {
      while (!waiting.isEmpty() && waiting.peek().idle(now) >= age) {
        bytes -= waiting.peek().size();
        old.add(waiting.poll());
      }
    }
    old.forEach(free);
  }
}

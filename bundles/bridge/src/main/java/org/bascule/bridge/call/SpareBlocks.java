package org.bascule.bridge.call;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bascule.lifetime.Chore;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.PageAccess;
import org.bascule.transport.Block;
import org.bascule.transport.PageArea;

/**
 * The large blocks of the function that passes large things again and again on one lane: to have
 * all of their pages anew would take longer than to copy what goes there. Between its calls nobody
 * in the host may touch them, and when there are no calls for a second, they go.
 *
 * <p>Used by the lane's thread; {@link #close} by any, and the housekeeper looks in.
 */
final class SpareBlocks implements AutoCloseable {
  /** Bytes of all together. */
  private static final long MOST = 256L << 20;

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String OPERATION = "give large memory of calls back";

  private final HostRequests requests;
  private final Housekeeper.Round round;
  private final List<Block> blocks = new ArrayList<>();
  private int owner;
  private long bytes;
  private long last;
  private boolean closed;

  SpareBlocks(HostRequests requests, Housekeeper housekeeper) {
    this.requests = requests;
    this.round = housekeeper.round(this::look);
  }

  /** One of that function's of just that size, which the DLL may touch; null if there is none. */
  Block take(int function, long size) {
    Block block = remove(function, size);
    if (block != null) {
      try {
        protect(block, PageAccess.ReadWrite);
      } catch (Throwable e) {
        block.retire();
        throw e;
      }
    }
    return block;
  }

  /** Blocks of this size have pages of their own, whole ones. */
  private void protect(Block block, int access) {
    long whole = block.size() + PageArea.PAGE - 1 & -PageArea.PAGE;
    requests.protect(block.address(), whole, access);
  }

  private synchronized Block remove(int function, long size) {
    if (function != owner) {
      // The next one of this function's will be kept, if it comes again.
      owner = function;
      release();
      last = 0;
      return null;
    }
    last = System.nanoTime();
    for (Iterator<Block> each = blocks.iterator(); each.hasNext(); ) {
      Block block = each.next();
      if (block.size() == size) {
        each.remove();
        bytes -= size;
        return block;
      }
    }
    return null;
  }

  /** Whether the block, with which a call of the function is done, is kept for the next one. */
  boolean keep(int function, Block block) {
    if (!wants(function, block.size())) {
      return false;
    }
    protect(block, PageAccess.None);
    synchronized (this) {
      boolean kept = wants(function, block.size());
      if (kept) {
        blocks.add(block);
        bytes += block.size();
        last = System.nanoTime();
      }
      round.stir();
      return kept;
    }
  }

  /** Only of a function that has come at least twice without another one in between. */
  private synchronized boolean wants(int function, long size) {
    return !closed && function == owner && last != 0 && bytes + size <= MOST;
  }

  private synchronized Chore.Outcome look() {
    if (!blocks.isEmpty() && System.nanoTime() - last > LONGEST_NANOS) {
      release();
    }
    return blocks.isEmpty() ? Chore.Outcome.IDLE : Chore.Outcome.DONE;
  }

  private void release() {
    List<Block> old = List.copyOf(blocks);
    blocks.clear();
    bytes = 0;
    Blocks.retire(old, OPERATION);
  }

  @Override
  public void close() {
    round.close();
    synchronized (this) {
      closed = true;
      release();
    }
  }
}

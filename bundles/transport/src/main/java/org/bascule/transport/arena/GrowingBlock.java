package org.bascule.transport.arena;

import org.bascule.transport.Block;

/**
 * A block that gets memory as it needs it: {@link #size()} bytes have some behind them, while
 * {@link #memory()} spans all its addresses. Used by one thread at a time.
 */
public interface GrowingBlock extends Block {
  /**
   * Puts memory behind it up to there at least.
   *
   * @param end bytes from the start; at most the capacity of {@link #memory()}
   * @throws org.bascule.error.BasculeException with code {@code SHARED_MEMORY} if there is none
   */
  void extend(int end);
}

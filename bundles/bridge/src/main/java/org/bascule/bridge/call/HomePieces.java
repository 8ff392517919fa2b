package org.bascule.bridge.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bascule.transport.Block;

/**
 * Memory for homes. Small pieces whose objects have gone are kept for others that want as much:
 * programs make a structure for a call, and the next one for the next. Thread-safe.
 */
final class HomePieces implements AutoCloseable {
  /** What is larger goes back to the arena at once. */
  private static final int SMALL = 1024;

  /** Bytes of all that are kept. */
  private static final long MOST = 8L << 20;

  private final SessionMemory memory;

  /** By their sizes. */
  private final Map<Integer, Deque<Piece>> spare = new HashMap<>();

  private long bytes;
  private boolean closed;

  HomePieces(SessionMemory memory) {
    this.memory = memory;
  }

  /**
   * One of them.
   *
   * @param start where the home begins in the block; before it and behind it are guards
   * @param size bytes of the home
   */
  record Piece(Block block, int start, int size, Views views) {}

  /** A piece full of zeros. */
  Piece take(int size, int start) {
    Piece known = start == Guard.SIZE ? takeSpare(size) : null;
    if (known != null) {
      known.block().memory().slice(start, size).put(new byte[size]);
      return known;
    }
    Block block = memory.allocateGuarded(size, start, Guard.SIZE);
    int given = (int) block.size() - start - Guard.SIZE;
    return new Piece(block, start, given, memory.views(block));
  }

  private synchronized Piece takeSpare(int size) {
    Deque<Piece> pieces = spare.get(size);
    Piece piece = pieces == null ? null : pieces.poll();
    if (piece != null) {
      bytes -= piece.block().size();
    }
    return piece;
  }

  /** Nobody uses these any more. */
  void give(List<Piece> pieces) {
    List<Block> old = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!keep(piece)) {
        old.add(piece.block());
      }
    }
    Blocks.retire(old, "give the memory of an object back");
  }

  private synchronized boolean keep(Piece piece) {
    boolean kept =
        !closed
            && piece.size() <= SMALL
            && piece.start() == Guard.SIZE
            && bytes + piece.block().size() <= MOST;
    if (kept) {
      spare.computeIfAbsent(piece.size(), size -> new ArrayDeque<>()).push(piece);
      bytes += piece.block().size();
    }
    return kept;
  }

  /** The host has ended. What is given later is not kept. */
  @Override
  public synchronized void close() {
    closed = true;
    spare.values().forEach(pieces -> Blocks.retire(blocks(pieces), "end the memory of objects"));
    spare.clear();
  }

  private static List<Block> blocks(Deque<Piece> pieces) {
    return pieces.stream().map(Piece::block).toList();
  }
}

package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import org.bascule.transport.Block;

/** A piece of the arena that one function's sections lie in, call after call, in one lane. */
final class Lot {
  private final Block block;
  private final int owner;
  private final Views views;

  private int wished;

  /** Whether a call has its sections here at the moment. */
  boolean busy;

  Lot(Block block, int owner, Views views) {
    this.block = block;
    this.owner = owner;
    this.views = views;
  }

  /** A part of it as memory. */
  LocalMemory local(int start, int bytes) {
    return views.local(start, bytes);
  }

  /** The number of the function. */
  int owner() {
    return owner;
  }

  ByteBuffer memory() {
    return block.memory();
  }

  long address() {
    return block.address();
  }

  int size() {
    return (int) block.size();
  }

  /** So large the function's lot would have had to be. */
  void wish(int bytes) {
    wished = Math.max(wished, bytes);
  }

  int wished() {
    return wished;
  }

  /** Nobody needs it any more; somebody else gets its memory some time later. */
  void retire() {
    block.retire();
  }
}

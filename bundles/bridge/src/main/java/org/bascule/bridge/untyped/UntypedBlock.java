package org.bascule.bridge.untyped;

import java.nio.ByteBuffer;
import org.bascule.bridge.raw.RawBlock;
import org.bascule.transport.Block;

/** A block of the arena. */
record UntypedBlock(Block block) implements RawBlock {
  @Override
  public long address() {
    return block.address();
  }

  @Override
  public ByteBuffer memory() {
    return block.memory();
  }

  @Override
  public void close() {
    block.retire();
  }
}

package org.bascule.bridge.session;

import org.bascule.bridge.HostBlock;
import org.bascule.bridge.call.SessionMemory;
import org.bascule.spi.Address;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Block;

/** A block of the arena as callers see it. */
record SessionBlock(Block block, SessionMemory session) implements HostBlock {
  @Override
  public Address address() {
    return new Address(block.address());
  }

  @Override
  public WindowsMemory memory() {
    return session.view(block.address(), block.size());
  }

  @Override
  public void close() {
    block.retire();
  }
}

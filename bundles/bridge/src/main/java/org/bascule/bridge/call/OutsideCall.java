package org.bascule.bridge.call;

import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** For values that are moved outside any call: there are no arguments, no result, nothing freed. */
public abstract class OutsideCall implements Sections {
  private final SessionMemory memory;

  /** For the memory of this host. */
  protected OutsideCall(SessionMemory memory) {
    this.memory = memory;
  }

  @Override
  public final WindowsMemory argument(int index) {
    throw new UnsupportedOperationException("outside a call there are no arguments");
  }

  @Override
  public final WindowsMemory result() {
    throw new UnsupportedOperationException("outside a call there is no result");
  }

  @Override
  public final void release(long address, String function) {
    throw new UnsupportedOperationException("outside a call nothing is freed");
  }

  @Override
  public final WindowsMemory view(long address, long size) {
    return memory.view(address, size);
  }

  @Override
  public final byte[] readTerminated(long address, int unit) {
    return memory.readTerminated(address, unit);
  }
}

package org.bascule.bridge.call;

import java.util.function.Supplier;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** For values that are written outside any call, and need no memory beside their image. */
record NoSections(SessionMemory memory) implements Sections {
  @Override
  public WindowsMemory allocate(long size, int alignment) {
    throw new UnsupportedOperationException("outside a call there are no sections");
  }

  @Override
  public WindowsMemory argument(int index) {
    throw new UnsupportedOperationException("outside a call there are no arguments");
  }

  @Override
  public WindowsMemory result() {
    throw new UnsupportedOperationException("outside a call there is no result");
  }

  @Override
  public <T> T notes(Class<T> type, Supplier<T> empty) {
    return empty.get();
  }

  @Override
  public void release(long address, String function) {
    throw new UnsupportedOperationException("outside a call nothing is freed");
  }

  @Override
  public WindowsMemory view(long address, long size) {
    return memory.view(address, size);
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    return memory.readTerminated(address, unit);
  }
}

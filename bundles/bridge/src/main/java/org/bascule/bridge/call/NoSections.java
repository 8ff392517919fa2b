package org.bascule.bridge.call;

import java.util.function.Supplier;
import org.bascule.spi.WindowsMemory;

/** For values that are written outside any call, and need no memory beside their image. */
final class NoSections extends OutsideCall {
  NoSections(SessionMemory memory) {
    super(memory);
  }

  @Override
  public WindowsMemory allocate(long size, int alignment) {
    throw new UnsupportedOperationException("outside a call there are no sections");
  }

  @Override
  public <T> T notes(Class<T> type, Supplier<T> empty) {
    return empty.get();
  }
}

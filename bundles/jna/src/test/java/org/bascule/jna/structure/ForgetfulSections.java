package org.bascule.jna.structure;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** The memory of a call, seen by one that does not know what the other has written. */
record ForgetfulSections(Sections call, Map<Class<?>, Object> own) implements Sections {
  ForgetfulSections(Sections call) {
    this(call, new HashMap<>());
  }

  @Override
  public WindowsMemory allocate(long size, int alignment) {
    return call.allocate(size, alignment);
  }

  @Override
  public WindowsMemory argument(int index) {
    return call.argument(index);
  }

  @Override
  public WindowsMemory result() {
    return call.result();
  }

  @Override
  public void release(long address, String function) {
    call.release(address, function);
  }

  @Override
  public <T> T notes(Class<T> type, Supplier<T> empty) {
    return type.cast(own.computeIfAbsent(type, t -> empty.get()));
  }

  @Override
  public WindowsMemory view(long address, long size) {
    return call.view(address, size);
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    return call.readTerminated(address, unit);
  }
}

package org.bascule.jna;

import com.sun.jna.Pointer;
import java.util.function.Supplier;

/** A pointer to one structure, where the next one does not lie as far away as JNA believes. */
final class SinglePointer extends RemotePointer {
  private final long size;
  private final Supplier<RuntimeException> beyond;

  SinglePointer(HostView memory, long address, long size, Supplier<RuntimeException> beyond) {
    super(memory, address);
    this.size = size;
    this.beyond = beyond;
  }

  @Override
  public Pointer share(long offset, long bytes) {
    if (offset >= size && offset > 0) {
      throw beyond.get();
    }
    return super.share(offset, bytes);
  }
}

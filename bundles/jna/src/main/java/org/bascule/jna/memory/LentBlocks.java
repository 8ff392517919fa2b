package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.bascule.spi.Sections;

/** Which memory was lent in one call for pointers that are none themselves. */
final class LentBlocks {
  private final Map<Pointer, Memory> blocks = new IdentityHashMap<>();

  private LentBlocks() {}

  static LentBlocks of(Sections call) {
    return call.notes(LentBlocks.class, LentBlocks::new);
  }

  void put(Pointer pointer, Memory block) {
    blocks.put(pointer, block);
  }

  /** Null if none was lent for this pointer. */
  Memory get(Pointer pointer) {
    return blocks.get(pointer);
  }
}

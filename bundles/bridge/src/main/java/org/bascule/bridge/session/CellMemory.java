package org.bascule.bridge.session;

import java.util.HashMap;
import java.util.Map;

/**
 * What the values need that were written into places of the host: it stays as long as they are
 * there, that is until others are written, or the host ends. Thread-safe.
 */
final class CellMemory {
  private final Map<Long, CellSections> byAddress = new HashMap<>();

  /** Another value lies at this address now. */
  synchronized void replace(long address, CellSections sections) {
    CellSections before = byAddress.put(address, sections);
    if (before != null) {
      before.close();
    }
  }
}

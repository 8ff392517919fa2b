package org.bascule.bridge.call;

import java.util.Optional;

/**
 * What was lent last and has been taken away from the DLL, or has an end that nobody may touch: so
 * that a fault there can be explained. Thread-safe.
 */
final class LentMemory {
  private static final int REMEMBERED = 4096;

  private final Lent[] all = new Lent[REMEMBERED];
  private int next;

  synchronized void add(Lent lent) {
    all[next] = lent;
    next = (next + 1) % REMEMBERED;
  }

  /** What was lent there last. */
  synchronized Optional<Lent> at(long address) {
    for (int i = 1; i <= REMEMBERED; i++) {
      Lent lent = all[(next - i + REMEMBERED) % REMEMBERED];
      if (lent == null) {
        return Optional.empty();
      }
      if (lent.covers(address)) {
        return Optional.of(lent);
      }
    }
    return Optional.empty();
  }
}

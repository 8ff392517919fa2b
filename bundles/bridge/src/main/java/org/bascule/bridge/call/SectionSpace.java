package org.bascule.bridge.call;

import org.bascule.transport.Block;

/**
 * Where the sections of one lane's calls lie. Each function has a lot of its own, so that a DLL
 * which keeps a pointer beyond the call spoils nothing of other functions with it. Confined to the
 * lane's thread, but for {@link #close}.
 *
 * <pre>
 *   lot of init   guard │ section │ guard │ section │ guard │ free …
 *   lot of read   guard │ section │ guard │ free …
 * </pre>
 */
final class SectionSpace implements AutoCloseable {
  /** The largest lot; what is larger gets memory for one call. */
  static final int LARGEST = 256 * 1024;

  private static final int SMALLEST = 512;
  private static final int LOTS = 256;
  private static final int PAGE = 4096;

  private final SessionMemory memory;
  private final int limit;

  /** By the number of their functions, modulo the length. */
  private final Lot[] lots = new Lot[LOTS];

  private int bytes;
  private int hand;
  private int busy;

  /**
   * No lots yet.
   *
   * @param limit the most bytes that functions keep while they are not called
   */
  SectionSpace(SessionMemory memory, int limit) {
    this.memory = memory;
    this.limit = limit;
  }

  /** The function's lot, or a new one; it is busy now. */
  Lot take(int owner, int size) {
    Lot lot = lots[owner & LOTS - 1];
    boolean own = lot != null && lot.owner() == owner;
    int wanted = own ? Math.max(size, lot.wished()) : size;
    if (!own || lot.busy || lot.size() < wanted) {
      lot = renew(owner, wanted, lot);
    }
    busy++;
    lot.busy = true;
    return lot;
  }

  /** The call is over. */
  void give(Lot lot) {
    busy--;
    lot.busy = false;
    if (lots[lot.owner() & LOTS - 1] != lot) {
      lot.retire();
    }
  }

  /**
   * No call is in progress. An Error that struck between the taking of a lot and the noting of it
   * has left that one busy.
   */
  void settle() {
    if (busy != 0) {
      busy = 0;
      for (Lot lot : lots) {
        if (lot != null) {
          lot.busy = false;
        }
      }
    }
  }

  /** Of a function that is called while it is being called, one that is nobody's afterwards. */
  private Lot renew(int owner, int size, Lot present) {
    int rounded = Math.max(SMALLEST, Integer.highestOneBit(size - 1) << 1);
    Block block = memory.allocate(rounded, Math.min(rounded, PAGE));
    Lot made = new Lot(block, owner, memory.views(block));
    if (present == null || !present.busy) {
      drop(owner & LOTS - 1);
      lots[owner & LOTS - 1] = made;
      bytes += rounded;
      shrink(made);
    }
    return made;
  }

  /** Those that nobody uses go round by round. */
  private void shrink(Lot newest) {
    for (int i = 0; bytes > limit && i < LOTS; i++) {
      hand = hand + 1 & LOTS - 1;
      if (lots[hand] != newest && lots[hand] != null && !lots[hand].busy) {
        drop(hand);
      }
    }
  }

  private void drop(int at) {
    Lot lot = lots[at];
    if (lot != null) {
      lots[at] = null;
      bytes -= lot.size();
      lot.retire();
    }
  }

  /** The lane's thread has ended: any thread. */
  @Override
  public void close() {
    for (int i = 0; i < LOTS; i++) {
      drop(i);
    }
  }
}

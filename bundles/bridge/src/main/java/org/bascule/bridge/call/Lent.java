package org.bascule.bridge.call;

/**
 * Memory that was lent to a DLL for one call.
 *
 * @param address of its first byte
 * @param size bytes
 * @param from the address of the pages that it lies in
 * @param to where those end, with the page behind them that nobody may touch
 * @param what whose it is: {@code argument 1 of demo.init (section 0, 88 bytes)}
 */
record Lent(long address, long size, long from, long to, String what) {
  /** What this means for the touching of an address in those pages. */
  String text(long touched) {
    if (touched < address) {
      return (address - touched) + " bytes before " + what;
    }
    if (touched >= address + size) {
      return (touched - address - size) + " bytes after the end of " + what;
    }
    return what + ", lent until that call returned";
  }

  boolean covers(long touched) {
    return touched >= from && touched < to;
  }

  /** What is to be done about it. */
  String remedy(long touched) {
    boolean inside = touched >= address && touched < address + size;
    return inside
        ? "give the DLL memory that stays, such as session.allocate's, where it keeps the pointer"
        : "pass a larger array or buffer, or correct the length";
  }
}

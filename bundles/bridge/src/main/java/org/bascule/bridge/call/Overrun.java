package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What a DLL has written outside of a section that it was given.
 *
 * @param slot for whose argument the section was made
 * @param number which of that argument's sections it is, counted from 0
 * @param size bytes of the section
 * @param before whether it was written before the section; else behind it
 * @param distance bytes between the section and the nearest byte that has changed
 * @param span bytes from the first to the last one that has changed
 * @param written what stands there now, the first few bytes
 */
record Overrun(
    int slot, int number, int size, boolean before, int distance, int span, byte[] written) {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  /**
   * The section that something was written around.
   *
   * @param slot for whose argument it was made
   * @param number which of that argument's sections it is, counted from 0
   * @param size bytes
   */
  record Section(int slot, int number, int size) {
    /**
     * What was written before it.
     *
     * @param start where it begins in the buffer
     * @param first the first byte that has changed, and the last one
     */
    Overrun before(ByteBuffer buffer, int start, int first, int last) {
      return written(buffer, true, start - 1 - last, first, last);
    }

    /**
     * What was written behind it.
     *
     * @param end where it ends in the buffer
     * @param first the first byte that has changed, and the last one
     */
    Overrun behind(ByteBuffer buffer, int end, int first, int last) {
      return written(buffer, false, first - end, first, last);
    }

    private Overrun written(ByteBuffer buffer, boolean before, int distance, int first, int last) {
      byte[] shown = Guard.shown(buffer, first, last);
      return new Overrun(slot, number, size, before, distance, last + 1 - first, shown);
    }
  }

  /** For people: {@code wrote 4 bytes behind it, 2 bytes after its end: 5a 5a 5a 5a}. */
  String text() {
    String bytes = span == 1 ? "1 byte" : span + " bytes";
    String side = before ? " before it, " : " behind it, ";
    String more = written.length < span ? " …" : "";
    return "the DLL wrote " + bytes + side + where() + ": " + HEX.formatHex(written) + more;
  }

  private String where() {
    String edge = before ? "its start" : "its end";
    if (distance == 0) {
      return "right at " + edge;
    }
    String bytes = distance == 1 ? "1 byte" : distance + " bytes";
    return bytes + (before ? " ahead of " : " after ") + edge;
  }
}

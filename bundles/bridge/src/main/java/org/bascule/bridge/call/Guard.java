package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import org.bascule.protocol.SectionGuard;

/**
 * The bytes around sections, which tell afterwards whether the DLL wrote there. Each byte depends
 * on its place modulo 8 only, so that any range is filled and compared in words.
 */
final class Guard {
  /** Bytes before and behind each section. */
  static final int SIZE = SectionGuard.Bytes;

  private static final int SHOWN = 16;

  /** No text, no small number, no address; the same in each run, and so are messages. */
  static final long WORD = 0x9E37_79B9_7F4A_7C15L;

  private Guard() {}

  /** Fills a range. */
  static void fill(ByteBuffer buffer, int from, int to) {
    if (to - from < Long.BYTES) {
      for (int at = from; at < to; at++) {
        buffer.put(at, expected(at));
      }
      return;
    }
    long word = word(from);
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      buffer.putLong(at, word);
    }
    buffer.putLong(to - Long.BYTES, word(to));
  }

  /** Whether a range is as it was filled. */
  static boolean intact(ByteBuffer buffer, int from, int to) {
    if (to - from < Long.BYTES) {
      return first(buffer, from, to) == to;
    }
    long word = word(from);
    long changed = buffer.getLong(to - Long.BYTES) ^ word(to);
    for (int at = from; at + Long.BYTES <= to; at += Long.BYTES) {
      changed |= buffer.getLong(at) ^ word;
    }
    return changed == 0;
  }

  /** The first byte of a range that has changed; its end if none has. */
  static int first(ByteBuffer buffer, int from, int to) {
    int at = from;
    while (at < to && buffer.get(at) == expected(at)) {
      at++;
    }
    return at;
  }

  /** The last byte of a range that has changed, of which one has. */
  static int last(ByteBuffer buffer, int to) {
    int at = to - 1;
    while (buffer.get(at) == expected(at)) {
      at--;
    }
    return at;
  }

  /** What stands there, as much as is shown to people. */
  static byte[] shown(ByteBuffer buffer, int first, int last) {
    byte[] written = new byte[Math.min(SHOWN, last + 1 - first)];
    buffer.get(first, written);
    return written;
  }

  private static long word(int offset) {
    return Long.rotateRight(WORD, Byte.SIZE * (offset & Long.BYTES - 1));
  }

  private static byte expected(int offset) {
    return (byte) word(offset);
  }
}

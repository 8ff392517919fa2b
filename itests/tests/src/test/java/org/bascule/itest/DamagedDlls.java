package org.bascule.itest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Makes damaged DLLs out of whole ones. */
final class DamagedDlls {
  /** Exports, imports, relocations, delayed imports, load configuration. */
  private static final int[] DIRECTORIES = {0, 1, 5, 13, 10};

  private static final int HEADERS = 1024;
  private static final int SECTION = 40;
  private static final int EXECUTABLE = 0x2000_0000;

  private final Random random;

  DamagedDlls(Random random) {
    this.random = random;
  }

  /**
   * A damaged DLL.
   *
   * @param what what was done to it
   */
  record Damaged(byte[] bytes, String what) {}

  /**
   * One more of them. Its code is left alone, since what a DLL does when it runs is its own
   * business.
   */
  Damaged next(byte[] whole) {
    byte[] bytes = whole.clone();
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (random.nextInt(5)) {
      case 0 -> cut(bytes);
      case 1 -> flip(bytes, random.nextInt(HEADERS), 8, "headers");
      case 2 -> maximum(b);
      case 3 -> directory(b);
      default -> flip(bytes, outsideOfCode(b), 32, "data");
    };
  }

  private Damaged cut(byte[] bytes) {
    int length = random.nextInt(bytes.length);
    return new Damaged(Arrays.copyOf(bytes, length), "cut to " + length);
  }

  private Damaged flip(byte[] bytes, int at, int most, String where) {
    int end = Math.min(bytes.length, at + 1 + random.nextInt(most));
    for (int i = at; i < end; i++) {
      bytes[i] ^= (byte) 0xFF;
    }
    return new Damaged(bytes, where + " flipped from " + at + " to " + end);
  }

  private Damaged maximum(ByteBuffer b) {
    int header = b.getInt(0x3C);
    int at = header + 4 * random.nextInt((HEADERS - header) / 4);
    int value = random.nextBoolean() ? -1 : Integer.MAX_VALUE;
    b.putInt(at, value);
    return new Damaged(b.array(), "headers at " + at + " are " + value);
  }

  private Damaged directory(ByteBuffer b) {
    int index = DIRECTORIES[random.nextInt(DIRECTORIES.length)];
    int optional = b.getInt(0x3C) + 24;
    int entry = optional + (b.getShort(optional) == 0x20B ? 112 : 96) + 8 * index;
    int at = offset(b, b.getInt(entry));
    int size = Math.min(b.getInt(entry + 4), b.capacity() - at - 4);
    if (at < 0 || size <= 0) {
      b.putInt(entry, random.nextInt()).putInt(entry + 4, random.nextInt());
      return new Damaged(b.array(), "directory " + index + " anywhere");
    }
    int place = at + random.nextInt(size);
    if (random.nextBoolean()) {
      b.putInt(place, -1);
      return new Damaged(b.array(), "directory " + index + " has -1 at " + place);
    }
    return flip(b.array(), place, 16, "directory " + index);
  }

  private int outsideOfCode(ByteBuffer b) {
    int at;
    do {
      at = random.nextInt(b.capacity());
    } while (isCode(b, at));
    return at;
  }

  private static int sections(ByteBuffer b) {
    int header = b.getInt(0x3C);
    return header + 24 + b.getShort(header + 20);
  }

  private static int count(ByteBuffer b) {
    return b.getShort(b.getInt(0x3C) + 6);
  }

  private static boolean isCode(ByteBuffer b, int at) {
    for (int i = 0; i < count(b); i++) {
      int section = sections(b) + SECTION * i;
      int from = b.getInt(section + 20);
      if (at >= from && at < from + b.getInt(section + 16)) {
        return (b.getInt(section + 36) & EXECUTABLE) != 0;
      }
    }
    return false;
  }

  /** Where an address lies in the file; negative if nowhere. */
  private static int offset(ByteBuffer b, int rva) {
    for (int i = 0; i < count(b); i++) {
      int section = sections(b) + SECTION * i;
      int inside = rva - b.getInt(section + 12);
      if (inside >= 0 && inside < b.getInt(section + 16)) {
        return b.getInt(section + 20) + inside;
      }
    }
    return -1;
  }
}

package org.bascule.bridge.pe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A file's bytes, little-endian, of which only those are read that are asked for. Believes nothing
 * that the file says of itself: every access is checked against the file's size.
 */
final class PeBytes implements Closeable {
  private static final int WINDOW = 64 * 1024;
  private static final int LONGEST_TEXT = 4096;

  /** Tables that overlap would let a small file name much more than it holds. */
  private static final int MOST_TEXT = 8 << 20;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
  private long start;
  private int textLeft = MOST_TEXT;

  private PeBytes(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    window.limit(0);
  }

  static PeBytes open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new PeBytes(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  long size() {
    return size;
  }

  int u16(long at) throws IOException {
    return Short.toUnsignedInt(window.getShort(index(at, Short.BYTES)));
  }

  long u32(long at) throws IOException {
    return Integer.toUnsignedLong(window.getInt(index(at, Integer.BYTES)));
  }

  long u64(long at) throws IOException {
    return window.getLong(index(at, Long.BYTES));
  }

  /** Whether these bytes lie there. */
  boolean startsWith(String magic) throws IOException {
    for (int i = 0; i < magic.length(); i++) {
      if (i >= size || window.get(index(i, 1)) != (byte) magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A text of this size, or up to its zero. */
  String name(long at, int size) throws IOException {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < size; i++) {
      char next = (char) Byte.toUnsignedInt(window.get(index(at + i, 1)));
      if (next == 0) {
        break;
      }
      name.append(next);
    }
    return name.toString();
  }

  /** The text up to its zero; what is not printable of it as a number. */
  String text(long at) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LONGEST_TEXT; i++) {
      int next = Byte.toUnsignedInt(window.get(index(at + i, 1)));
      if (next == 0) {
        return text.toString();
      }
      if (--textLeft < 0) {
        throw new DamagedException("names of more than " + MOST_TEXT + " bytes");
      }
      if (next >= ' ' && next <= '~') {
        text.append((char) next);
      } else {
        text.append("\\x").append(HexFormat.of().toHexDigits((byte) next));
      }
    }
    throw new DamagedException(
        String.format("no end of the text at 0x%x within %d bytes", at, LONGEST_TEXT));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int index(long at, int bytes) throws IOException {
    if (at < 0 || at > size - bytes) {
      throw new DamagedException(
          String.format("%d bytes at 0x%x, but the file has 0x%x", bytes, at, size));
    }
    if (at < start || at + bytes > start + window.limit()) {
      fill(at);
    }
    return (int) (at - start);
  }

  private void fill(long at) throws IOException {
    window.clear();
    start = at;
    while (window.hasRemaining() && channel.read(window, start + window.position()) > 0) {
      // again
    }
    window.flip();
    if (window.limit() < Math.min(WINDOW, size - at)) {
      throw new DamagedException("the file became shorter while it was read");
    }
  }

  /** What the file says cannot be. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }
}

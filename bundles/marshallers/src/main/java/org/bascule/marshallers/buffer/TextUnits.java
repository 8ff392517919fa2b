package org.bascule.marshallers.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.spi.CodePageText;
import org.bascule.spi.WindowsMemory;

/** The units that text is made of: bytes of a code page, or UTF-16. */
sealed interface TextUnits {
  /** Bytes of one unit. */
  int bytes();

  /** The text's units, without a terminator. */
  byte[] encode(String text, String path);

  /** The text of these units. */
  String decode(byte[] units);

  /** The text of all of this memory. */
  default String all(WindowsMemory memory) {
    byte[] units = new byte[(int) memory.size()];
    memory.getBytes(0, units, 0, units.length);
    return decode(units);
  }

  /** The text in this memory up to its first zero unit, or to its end. */
  default String read(WindowsMemory memory) {
    byte[] units = new byte[(int) memory.size()];
    memory.getBytes(0, units, 0, units.length);
    int end = 0;
    while (end < units.length && !isZero(units, end)) {
      end += bytes();
    }
    return decode(java.util.Arrays.copyOf(units, Math.min(end, units.length)));
  }

  private boolean isZero(byte[] units, int at) {
    for (int i = 0; i < bytes(); i++) {
      if (at + i < units.length && units[at + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Text of a code page. */
  record Narrow(CodePageText codePage) implements TextUnits {
    @Override
    public int bytes() {
      return 1;
    }

    @Override
    public byte[] encode(String text, String path) {
      return codePage.encode(text, path);
    }

    @Override
    public String decode(byte[] units) {
      return codePage.decode(units);
    }
  }

  /** UTF-16, surrogates without a partner included. */
  record Wide() implements TextUnits {
    @Override
    public int bytes() {
      return Character.BYTES;
    }

    @Override
    public byte[] encode(String text, String path) {
      byte[] units = new byte[Character.BYTES * text.length()];
      ByteBuffer.wrap(units).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().put(text);
      return units;
    }

    @Override
    public String decode(byte[] units) {
      // Not through a charset: that would replace lone surrogates.
      return ByteBuffer.wrap(units).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().toString();
    }
  }
}

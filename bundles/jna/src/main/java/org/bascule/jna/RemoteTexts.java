package org.bascule.jna;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.bascule.spi.WindowsMemory;

/**
 * The part of a {@link RemotePointer} that moves text. Where JNA would take this JVM's default
 * encoding, the session's code page is meant: the bytes are a Windows program's.
 */
abstract class RemoteTexts extends RemoteArrays {
  /** What JNA calls UTF-16 text among encodings. */
  private static final String WIDE = "--WIDE-STRING--";

  RemoteTexts(HostView memory, long address) {
    super(memory, address);
  }

  @Override
  public String getWideString(long offset) {
    byte[] bytes = memory.readTerminated(peer + offset, Character.BYTES);
    // Not through a charset: that would replace lone surrogates.
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().toString();
  }

  @Override
  public String getString(long offset) {
    return getString(offset, memory.codePage().charset().name());
  }

  @Override
  public String getString(long offset, String encoding) {
    if (encoding.equals(WIDE)) {
      return getWideString(offset);
    }
    byte[] bytes = memory.readTerminated(peer + offset, Byte.BYTES);
    return new String(bytes, Charset.forName(encoding));
  }

  @Override
  public String[] getStringArray(long offset) {
    return getStringArray(offset, -1);
  }

  @Override
  public String[] getStringArray(long offset, int length) {
    return getStringArray(offset, length, memory.codePage().charset().name());
  }

  /** A negative length means: up to the first null pointer. */
  @Override
  public String[] getStringArray(long offset, int length, String encoding) {
    Pointer[] texts = length < 0 ? getPointerArray(offset) : getPointerArray(offset, length);
    return Arrays.stream(texts)
        .map(text -> text == null ? null : text.getString(0, encoding))
        .toArray(String[]::new);
  }

  @Override
  public void setWideString(long offset, String value) {
    long end = (long) Character.BYTES * value.length();
    WindowsMemory target = at(offset, end + Character.BYTES);
    target.putChars(0, value);
    target.putShort(end, (short) 0);
  }

  @Override
  public void setString(long offset, String value) {
    terminated(offset, memory.codePage().encode(value, "setString"));
  }

  @Override
  public void setString(long offset, String value, String encoding) {
    if (encoding.equals(WIDE)) {
      setWideString(offset, value);
    } else {
      terminated(offset, value.getBytes(Charset.forName(encoding)));
    }
  }

  private void terminated(long offset, byte[] bytes) {
    memory.write(peer + offset, Arrays.copyOf(bytes, bytes.length + 1));
  }
}

package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;

/** Windows memory outside the arena; the host copies, one request an access. */
final class RemoteMemory implements WindowsMemory {
  private final MemoryRequests requests;
  private final long address;
  private final long size;
  private final Abi abi;

  RemoteMemory(MemoryRequests requests, long address, long size, Abi abi) {
    this.requests = requests;
    this.address = address;
    this.size = size;
    this.abi = abi;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte getByte(long offset) {
    return (byte) cell(offset, Byte.BYTES);
  }

  @Override
  public void putByte(long offset, byte value) {
    cell(offset, Byte.BYTES, value);
  }

  @Override
  public short getShort(long offset) {
    return (short) cell(offset, Short.BYTES);
  }

  @Override
  public void putShort(long offset, short value) {
    cell(offset, Short.BYTES, value);
  }

  @Override
  public int getInt(long offset) {
    return (int) cell(offset, Integer.BYTES);
  }

  @Override
  public void putInt(long offset, int value) {
    cell(offset, Integer.BYTES, value);
  }

  @Override
  public long getLong(long offset) {
    return cell(offset, Long.BYTES);
  }

  @Override
  public void putLong(long offset, long value) {
    cell(offset, Long.BYTES, value);
  }

  @Override
  public long getPointer(long offset) {
    return abi.pointerSize() == 8 ? getLong(offset) : Integer.toUnsignedLong(getInt(offset));
  }

  @Override
  public void putPointer(long offset, long pointer) {
    if (abi.pointerSize() == 8) {
      putLong(offset, pointer);
    } else {
      putInt(offset, (int) pointer);
    }
  }

  @Override
  public void getBytes(long offset, byte[] into, int from, int length) {
    Bounds.check(address, size, offset, length);
    requests.read(address + offset, into, from, length);
  }

  @Override
  public void putBytes(long offset, byte[] source, int from, int length) {
    Bounds.check(address, size, offset, length);
    requests.write(address + offset, source, from, length);
  }

  @Override
  public void putChars(long offset, String text) {
    byte[] bytes = new byte[Character.BYTES * text.length()];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().put(text);
    putBytes(offset, bytes, 0, bytes.length);
  }

  @Override
  public WindowsMemory slice(long offset, long bytes) {
    Bounds.check(address, size, offset, bytes);
    return new RemoteMemory(requests, address + offset, bytes, abi);
  }

  private long cell(long offset, int bytes) {
    Bounds.check(address, size, offset, bytes);
    return requests.readCell(address + offset, bytes);
  }

  private void cell(long offset, int bytes, long value) {
    Bounds.check(address, size, offset, bytes);
    requests.writeCell(address + offset, bytes, value);
  }
}

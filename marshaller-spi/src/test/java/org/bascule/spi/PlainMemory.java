package org.bascule.spi;

/** Memory that has only what every memory must have. */
record PlainMemory(WindowsMemory memory) implements WindowsMemory {
  @Override
  public long address() {
    return memory.address();
  }

  @Override
  public long size() {
    return memory.size();
  }

  @Override
  public byte getByte(long offset) {
    return memory.getByte(offset);
  }

  @Override
  public void putByte(long offset, byte value) {
    memory.putByte(offset, value);
  }

  @Override
  public short getShort(long offset) {
    return memory.getShort(offset);
  }

  @Override
  public void putShort(long offset, short value) {
    memory.putShort(offset, value);
  }

  @Override
  public int getInt(long offset) {
    return memory.getInt(offset);
  }

  @Override
  public void putInt(long offset, int value) {
    memory.putInt(offset, value);
  }

  @Override
  public long getLong(long offset) {
    return memory.getLong(offset);
  }

  @Override
  public void putLong(long offset, long value) {
    memory.putLong(offset, value);
  }

  @Override
  public long getPointer(long offset) {
    return memory.getPointer(offset);
  }

  @Override
  public void putPointer(long offset, long address) {
    memory.putPointer(offset, address);
  }

  @Override
  public void getBytes(long offset, byte[] into, int from, int length) {
    memory.getBytes(offset, into, from, length);
  }

  @Override
  public void putBytes(long offset, byte[] source, int from, int length) {
    memory.putBytes(offset, source, from, length);
  }

  @Override
  public void putChars(long offset, String text) {
    memory.putChars(offset, text);
  }

  @Override
  public WindowsMemory slice(long offset, long size) {
    return new PlainMemory(memory.slice(offset, size));
  }
}

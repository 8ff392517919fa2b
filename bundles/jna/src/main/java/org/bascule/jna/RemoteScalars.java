package org.bascule.jna;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.bascule.spi.WindowsMemory;

/** The part of a {@link RemotePointer} that moves single values. */
abstract class RemoteScalars extends Pointer {
  final HostView memory;

  RemoteScalars(HostView memory, long address) {
    super(address);
    this.memory = memory;
  }

  /** Equal addresses of two hosts mean different things. */
  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && !(other instanceof RemoteScalars remote && !memory.isSameHost(remote.memory));
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  final WindowsMemory at(long offset, long size) {
    return memory.view(peer + offset, size);
  }

  @Override
  public byte getByte(long offset) {
    return at(offset, Byte.BYTES).getByte(0);
  }

  @Override
  public char getChar(long offset) {
    return (char) getShort(offset);
  }

  @Override
  public short getShort(long offset) {
    return at(offset, Short.BYTES).getShort(0);
  }

  @Override
  public int getInt(long offset) {
    return at(offset, Integer.BYTES).getInt(0);
  }

  @Override
  public long getLong(long offset) {
    return at(offset, Long.BYTES).getLong(0);
  }

  @Override
  public NativeLong getNativeLong(long offset) {
    return new NativeLong(getInt(offset));
  }

  @Override
  public float getFloat(long offset) {
    return at(offset, Float.BYTES).getFloat(0);
  }

  @Override
  public double getDouble(long offset) {
    return at(offset, Double.BYTES).getDouble(0);
  }

  @Override
  public Pointer getPointer(long offset) {
    long address = at(offset, memory.abi().pointerSize()).getPointer(0);
    Pointer kept = HomeMemory.at(address, memory.memory().get());
    return kept == null ? memory.pointer(address) : kept;
  }

  @Override
  public void setByte(long offset, byte value) {
    at(offset, Byte.BYTES).putByte(0, value);
  }

  @Override
  public void setChar(long offset, char value) {
    setShort(offset, (short) value);
  }

  @Override
  public void setShort(long offset, short value) {
    at(offset, Short.BYTES).putShort(0, value);
  }

  @Override
  public void setInt(long offset, int value) {
    at(offset, Integer.BYTES).putInt(0, value);
  }

  @Override
  public void setLong(long offset, long value) {
    at(offset, Long.BYTES).putLong(0, value);
  }

  @Override
  public void setNativeLong(long offset, NativeLong value) {
    setInt(offset, (int) IntegerWidth.NATIVE_LONG.check(value.longValue(), "a NativeLong"));
  }

  @Override
  public void setFloat(long offset, float value) {
    at(offset, Float.BYTES).putFloat(0, value);
  }

  @Override
  public void setDouble(long offset, double value) {
    at(offset, Double.BYTES).putDouble(0, value);
  }

  @Override
  public void setPointer(long offset, Pointer value) {
    long address = PointerPolicy.ADDRESS.check(value, memory, "the pointer to store");
    at(offset, memory.abi().pointerSize()).putPointer(0, address);
  }
}

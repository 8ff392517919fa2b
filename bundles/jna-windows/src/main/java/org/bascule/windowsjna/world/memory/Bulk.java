package org.bascule.windowsjna.world.memory;

import java.nio.ByteBuffer;

/** Whole arrays of primitive values, read and written in one piece. */
public final class Bulk {
  private final WorldMemory memory;

  /** Arrays in this memory. */
  public Bulk(WorldMemory memory) {
    this.memory = memory;
  }

  public void read(long address, byte[] into, int from, int count) {
    memory.read(address, into, from, count);
  }

  public void read(long address, boolean[] into) {
    ByteBuffer bytes = memory.reading(address, into.length);
    for (int i = 0; i < into.length; i++) {
      into[i] = bytes.get(i) != 0;
    }
  }

  public void read(long address, short[] into, int from, int count) {
    memory.reading(address, Short.BYTES * count).asShortBuffer().get(into, from, count);
  }

  public void read(long address, char[] into, int from, int count) {
    memory.reading(address, Character.BYTES * count).asCharBuffer().get(into, from, count);
  }

  public void read(long address, int[] into, int from, int count) {
    memory.reading(address, Integer.BYTES * count).asIntBuffer().get(into, from, count);
  }

  public void read(long address, long[] into, int from, int count) {
    memory.reading(address, Long.BYTES * count).asLongBuffer().get(into, from, count);
  }

  public void read(long address, float[] into, int from, int count) {
    memory.reading(address, Float.BYTES * count).asFloatBuffer().get(into, from, count);
  }

  public void read(long address, double[] into, int from, int count) {
    memory.reading(address, Double.BYTES * count).asDoubleBuffer().get(into, from, count);
  }

  public void write(long address, byte[] source, int from, int count) {
    memory.write(address, source, from, count);
  }

  public void write(long address, boolean[] source) {
    ByteBuffer bytes = memory.writing(address, source.length);
    for (int i = 0; i < source.length; i++) {
      bytes.put(i, (byte) (source[i] ? 1 : 0));
    }
    memory.written(address, bytes);
  }

  public void write(long address, short[] source, int from, int count) {
    ByteBuffer bytes = memory.writing(address, Short.BYTES * count);
    bytes.asShortBuffer().put(source, from, count);
    memory.written(address, bytes);
  }

  public void write(long address, char[] source, int from, int count) {
    ByteBuffer bytes = memory.writing(address, Character.BYTES * count);
    bytes.asCharBuffer().put(source, from, count);
    memory.written(address, bytes);
  }

  public void write(long address, int[] source, int from, int count) {
    ByteBuffer bytes = memory.writing(address, Integer.BYTES * count);
    bytes.asIntBuffer().put(source, from, count);
    memory.written(address, bytes);
  }

  public void write(long address, long[] source, int from, int count) {
    ByteBuffer bytes = memory.writing(address, Long.BYTES * count);
    bytes.asLongBuffer().put(source, from, count);
    memory.written(address, bytes);
  }

  public void write(long address, float[] source, int from, int count) {
    ByteBuffer bytes = memory.writing(address, Float.BYTES * count);
    bytes.asFloatBuffer().put(source, from, count);
    memory.written(address, bytes);
  }

  public void write(long address, double[] source, int from, int count) {
    ByteBuffer bytes = memory.writing(address, Double.BYTES * count);
    bytes.asDoubleBuffer().put(source, from, count);
    memory.written(address, bytes);
  }
}

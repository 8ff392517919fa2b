package org.bascule.jna.structure;

import java.util.Arrays;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.WindowsMemory;

/** How arrays of each primitive type that JNA knows in structs are moved. */
enum PrimitiveElements {
  BYTE(byte.class, Layout.Kind.SIGNED, Byte.BYTES) {
    @Override
    void put(WindowsMemory memory, long offset, Object array) {
      byte[] bytes = (byte[]) array;
      memory.putBytes(offset, bytes, 0, bytes.length);
    }

    @Override
    void get(WindowsMemory memory, long offset, Object array) {
      byte[] bytes = (byte[]) array;
      memory.getBytes(offset, bytes, 0, bytes.length);
    }
  },
  SHORT(short.class, Layout.Kind.SIGNED, Short.BYTES) {
    @Override
    void put(WindowsMemory memory, long offset, Object array) {
      short[] shorts = (short[]) array;
      memory.putShorts(offset, shorts, 0, shorts.length);
    }

    @Override
    void get(WindowsMemory memory, long offset, Object array) {
      short[] shorts = (short[]) array;
      memory.getShorts(offset, shorts, 0, shorts.length);
    }
  },
  CHAR(char.class, Layout.Kind.UNSIGNED, Character.BYTES) {
    @Override
    void put(WindowsMemory memory, long offset, Object array) {
      char[] chars = (char[]) array;
      memory.putChars(offset, chars, 0, chars.length);
    }

    @Override
    void get(WindowsMemory memory, long offset, Object array) {
      char[] chars = (char[]) array;
      memory.getChars(offset, chars, 0, chars.length);
    }
  },
  INT(int.class, Layout.Kind.SIGNED, Integer.BYTES) {
    @Override
    void put(WindowsMemory memory, long offset, Object array) {
      int[] ints = (int[]) array;
      memory.putInts(offset, ints, 0, ints.length);
    }

    @Override
    void get(WindowsMemory memory, long offset, Object array) {
      int[] ints = (int[]) array;
      memory.getInts(offset, ints, 0, ints.length);
    }
  },
  LONG(long.class, Layout.Kind.SIGNED, Long.BYTES) {
    @Override
    void put(WindowsMemory memory, long offset, Object array) {
      long[] longs = (long[]) array;
      memory.putLongs(offset, longs, 0, longs.length);
    }

    @Override
    void get(WindowsMemory memory, long offset, Object array) {
      long[] longs = (long[]) array;
      memory.getLongs(offset, longs, 0, longs.length);
    }
  },
  FLOAT(float.class, Layout.Kind.FLOATING, Float.BYTES) {
    @Override
    void put(WindowsMemory memory, long offset, Object array) {
      float[] floats = (float[]) array;
      memory.putFloats(offset, floats, 0, floats.length);
    }

    @Override
    void get(WindowsMemory memory, long offset, Object array) {
      float[] floats = (float[]) array;
      memory.getFloats(offset, floats, 0, floats.length);
    }
  },
  DOUBLE(double.class, Layout.Kind.FLOATING, Double.BYTES) {
    @Override
    void put(WindowsMemory memory, long offset, Object array) {
      double[] doubles = (double[]) array;
      memory.putDoubles(offset, doubles, 0, doubles.length);
    }

    @Override
    void get(WindowsMemory memory, long offset, Object array) {
      double[] doubles = (double[]) array;
      memory.getDoubles(offset, doubles, 0, doubles.length);
    }
  };

  private final Class<?> type;
  private final Layout.Scalar layout;

  PrimitiveElements(Class<?> type, Layout.Kind kind, int bytes) {
    this.type = type;
    this.layout = new Layout.Scalar(kind, bytes);
  }

  static Optional<PrimitiveElements> of(Class<?> component) {
    return Arrays.stream(values()).filter(e -> e.type == component).findFirst();
  }

  /** The layout of one element. */
  Layout.Scalar layout() {
    return layout;
  }

  abstract void put(WindowsMemory memory, long offset, Object array);

  abstract void get(WindowsMemory memory, long offset, Object array);
}

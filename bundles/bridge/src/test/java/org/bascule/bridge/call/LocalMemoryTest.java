package org.bascule.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

class LocalMemoryTest {
  private static final int START = 16;
  private static final int SIZE = 32;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN);
  private final LocalMemory memory =
      new LocalMemory(buffer, START, 0x7000, SIZE, Abi.X64, null, null);

  @Test
  void movesArraysOfEveryTypeWithinItsView() {
    memory.putShorts(1, new short[] {9, 0x0102}, 1, 1);
    memory.putChars(3, new char[] {'€'}, 0, 1);
    memory.putInts(5, new int[] {0x01020304}, 0, 1);
    memory.putLongs(9, new long[] {-2}, 0, 1);
    memory.putFloats(17, new float[] {1.5f}, 0, 1);
    memory.putDoubles(21, new double[] {-0.0}, 0, 1);

    assertThat(buffer.getShort(START + 1)).isEqualTo((short) 0x0102);
    assertThat(buffer.getChar(START + 3)).isEqualTo('€');
    assertThat(buffer.getInt(START + 5)).isEqualTo(0x01020304);
    assertThat(buffer.getLong(START + 9)).isEqualTo(-2);
    assertThat(buffer.getFloat(START + 17)).isEqualTo(1.5f);
    assertThat(buffer.getLong(START + 21)).isEqualTo(Long.MIN_VALUE);
    short[] shorts = new short[2];
    memory.getShorts(1, shorts, 1, 1);
    assertThat(shorts).containsExactly(0, 0x0102);
    char[] chars = new char[1];
    memory.getChars(3, chars, 0, 1);
    assertThat(chars).containsExactly('€');
    int[] ints = new int[1];
    memory.getInts(5, ints, 0, 1);
    assertThat(ints).containsExactly(0x01020304);
    long[] longs = new long[1];
    memory.getLongs(9, longs, 0, 1);
    assertThat(longs).containsExactly(-2);
    float[] floats = new float[1];
    memory.getFloats(17, floats, 0, 1);
    assertThat(floats).containsExactly(1.5f);
    double[] doubles = new double[1];
    memory.getDoubles(21, doubles, 0, 1);
    assertThat(doubles).containsExactly(-0.0);
  }

  @Test
  void refusesToMoveAnArrayPastItsEnd() {
    assertThatThrownBy(() -> memory.putInts(0, new int[9], 0, 9))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-405 cannot access Windows memory
              where: the view of 32 bytes at 0x0000000000007000
              expected: offsets from 0 to 32
              actual: 36 bytes at offset 0
              remedy: make the view larger, or correct the offset""");
    assertThat(buffer.getLong(START)).isZero();
  }
}

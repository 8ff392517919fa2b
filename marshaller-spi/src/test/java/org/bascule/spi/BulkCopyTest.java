package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.bascule.error.ValueException;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways of moving arrays: the one that every memory has, and the kit's own. */
class BulkCopyTest {
  private static final int MORE_THAN_A_CHUNK = (1 << 20) + 3;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void movesPartsOfArraysOfEveryType(boolean plain) {
    WindowsMemory memory = memory(64, plain);

    memory.putShorts(1, new short[] {9, 0x0102, -1, 9}, 1, 2);
    memory.putChars(5, new char[] {'x', '€'}, 1, 1);
    memory.putInts(7, new int[] {0x01020304}, 0, 1);
    memory.putLongs(11, new long[] {-2}, 0, 1);
    memory.putFloats(19, new float[] {Float.intBitsToFloat(0x7F80_0001)}, 0, 1);
    memory.putDoubles(23, new double[] {-0.0, 1}, 0, 1);

    assertThat(memory.getByte(0)).isZero();
    assertThat(memory.getInt(1)).isEqualTo(0xFFFF_0102);
    assertThat(memory.getShort(5)).isEqualTo((short) '€');
    assertThat(memory.getInt(7)).isEqualTo(0x01020304);
    assertThat(memory.getLong(11)).isEqualTo(-2);
    assertThat(memory.getInt(19)).isEqualTo(0x7F80_0001);
    assertThat(memory.getLong(23)).isEqualTo(Long.MIN_VALUE);
    assertThat(memory.getLong(31)).isZero();
    assertThat(shorts(memory, 1, 2)).containsExactly(7, 0x0102, -1, 7);
    char[] chars = new char[2];
    memory.getChars(5, chars, 1, 1);
    assertThat(chars).containsExactly('\0', '€');
    int[] ints = new int[2];
    memory.getInts(7, ints, 1, 1);
    assertThat(ints).containsExactly(0, 0x01020304);
    long[] longs = new long[1];
    memory.getLongs(11, longs, 0, 1);
    assertThat(longs).containsExactly(-2);
    float[] floats = new float[1];
    memory.getFloats(19, floats, 0, 1);
    assertThat(Float.floatToRawIntBits(floats[0])).isEqualTo(0x7F80_0001);
    double[] doubles = new double[1];
    memory.getDoubles(23, doubles, 0, 1);
    assertThat(Double.doubleToRawLongBits(doubles[0])).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void movesLargeArraysWhole(boolean plain) {
    int[] numbers = new int[MORE_THAN_A_CHUNK];
    Arrays.setAll(numbers, i -> i * 31);
    WindowsMemory memory = memory(4 * numbers.length, plain);
    int[] back = new int[numbers.length];

    memory.putInts(0, numbers, 0, numbers.length);
    memory.getInts(0, back, 0, back.length);

    assertThat(back).isEqualTo(numbers);
    assertThat(memory.getInt(4L * (numbers.length - 1))).isEqualTo((numbers.length - 1) * 31);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesWhatLiesOutside(boolean plain) {
    WindowsMemory memory = memory(8, plain);

    assertThatThrownBy(() -> memory.putInts(4, new int[2], 0, 2))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> memory.getLongs(-1, new long[1], 0, 1))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> memory.getInts(0, new int[1], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(memory.getLong(0)).isZero();
  }

  private static short[] shorts(WindowsMemory memory, long offset, int count) {
    short[] shorts = {7, 7, 7, 7};
    memory.getShorts(offset, shorts, 1, count);
    return shorts;
  }

  private static WindowsMemory memory(int size, boolean plain) {
    HeapMemory heap = HeapMemory.allocate(Abi.X64, 0x1000, size);
    return plain ? new PlainMemory(heap) : heap;
  }
}

package org.bascule.windowsjna.world.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.memory.DirectMemory;
import org.bascule.windowsjna.world.memory.FakeHost;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.Twins;
import org.bascule.windowsjna.world.memory.WorldMemory;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private Heap heap;
  private WorldMemory memory;

  private Slots slots(Abi abi, Object... arguments) {
    FakeHost host = new FakeHost(abi);
    heap = new Heap(host);
    memory = new WorldMemory(host, heap);
    DirectMemory direct = new DirectMemory(host, memory);
    SharedBuffers buffers = new SharedBuffers(new Twins(heap, direct));
    return new Slots(heap, memory, direct, buffers, arguments);
  }

  private static long[] put(Slots slots, Object... values) {
    for (Object value : values) {
      ArgumentKind.of(value.getClass()).put(value, slots);
    }
    return Arrays.copyOf(slots.all(), slots.count());
  }

  private long struct(int size) {
    long address = heap.allocate(size);
    for (int i = 0; i < size; i++) {
      memory.putByte(address + i, (byte) (i + 1));
    }
    return address;
  }

  @Test
  void numbersAreTheirBits() {
    assertThat(put(slots(Abi.X64), -1, 2L, 1.5, 1.5f, 'x', (byte) -2, (short) 3, true))
        .containsExactly(
            -1, 2, Double.doubleToRawLongBits(1.5), Float.floatToRawIntBits(1.5f), 'x', -2, 3, 1);
  }

  @Test
  void whatIs8BytesWideTakesTwoSlotsIn32Bits() {
    assertThat(put(slots(Abi.X86), 0x1_0000_0002L, 7)).containsExactly(2, 1, 7);
  }

  @Test
  void structsThatFitASlotAreInIt() {
    Slots slots = slots(Abi.X64);
    slots.putValue(struct(4), 4);
    slots.putValue(struct(8), 8);
    assertThat(slots.all()).startsWith(0x04030201L, 0x0807060504030201L);
  }

  @Test
  void othersAreCopiedForTheCall() {
    Slots slots = slots(Abi.X64);
    long original = struct(12);
    slots.putValue(original, 12);
    long copy = slots.all()[0];
    assertThat(copy).isNotEqualTo(original);
    assertThat(memory.getByte(copy + 11)).isEqualTo((byte) 12);
    slots.close();
    assertThat(heap.allocate(12)).as("given back").isEqualTo(copy);
  }

  @Test
  void structsLieOnTheStackIn32Bits() {
    Slots slots = slots(Abi.X86);
    slots.putValue(struct(6), 6);
    assertThat(Arrays.copyOf(slots.all(), slots.count())).containsExactly(0x04030201, 0x0605);
  }

  @Test
  void arraysAreCopiedForthAndBack() {
    Slots slots = slots(Abi.X64);
    int[] numbers = {1, 2};
    boolean[] flags = {true, false};
    long[] put = put(slots, numbers, flags);
    assertThat(memory.getInt(put[0] + 4)).isEqualTo(2);
    assertThat(memory.getByte(put[1])).isEqualTo((byte) 1);
    memory.putInt(put[0], 9);
    memory.putByte(put[1] + 1, (byte) 5);
    slots.readBack();
    assertThat(numbers).containsExactly(9, 2);
    assertThat(flags).containsExactly(true, true);
  }

  @Test
  void buffersOverArraysArePassedFromTheirPosition() {
    Slots slots = slots(Abi.X64);
    byte[] bytes = {1, 2, 3, 4};
    long[] put = put(slots, ByteBuffer.wrap(bytes, 1, 2).slice().position(1));
    assertThat(memory.getByte(put[0])).isEqualTo((byte) 3);
    memory.putByte(put[0] + 1, (byte) 8);
    slots.readBack();
    assertThat(bytes).containsExactly(1, 2, 3, 8);
  }

  @Test
  void buffersWithoutMemoryThatCanBeReachedAreRefused() {
    Slots slots = slots(Abi.X64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> put(slots, ByteBuffer.allocate(4).asReadOnlyBuffer()))
        .withMessage("Buffer arguments must be direct or have a primitive backing array");
  }
}

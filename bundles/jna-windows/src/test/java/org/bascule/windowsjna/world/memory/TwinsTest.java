package org.bascule.windowsjna.world.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

class TwinsTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Heap heap = new Heap(host);
  private final WorldMemory memory = new WorldMemory(host, heap);
  private final Twins twins = new Twins(heap, new DirectMemory(host, memory));
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(8);

  @Test
  void eachSideSeesWhatTheOtherHasWritten() {
    long address = twins.address(buffer.put(0, (byte) 1));
    assertThat(memory.getByte(address)).isEqualTo((byte) 1);
    buffer.put(1, (byte) 2);
    twins.bringTogether();
    assertThat(memory.getByte(address + 1)).isEqualTo((byte) 2);
    memory.putByte(address + 2, (byte) 3);
    twins.bringTogether();
    assertThat(buffer.get(2)).isEqualTo((byte) 3);
  }

  @Test
  void whatTheDllWritesLaterIsNotUndone() {
    long address = twins.address(buffer);
    memory.putByte(address + 7, (byte) 5);
    buffer.put(0, (byte) 9);
    twins.bringTogether();
    assertThat(buffer.get(7)).isEqualTo((byte) 5);
    assertThat(memory.getByte(address + 7)).isEqualTo((byte) 5);
    assertThat(memory.getByte(address)).isEqualTo((byte) 9);
  }

  @Test
  void whereBothHaveWrittenJavasCounts() {
    long address = twins.address(buffer);
    memory.putByte(address, (byte) 5);
    buffer.put(0, (byte) 6);
    twins.bringTogether();
    assertThat(buffer.get(0)).isEqualTo((byte) 6);
    assertThat(memory.getByte(address)).isEqualTo((byte) 6);
  }

  @Test
  void aSliceOfABufferThatHasAnAddressLiesInside() {
    long address = twins.address(buffer);
    assertThat(twins.address(buffer.slice(3, 2))).isEqualTo(address + 3);
    assertThat(twins.address(buffer)).isEqualTo(address);
    assertThat(twins.find(0x10, 1)).isEmpty();
  }

  @Test
  void aReadOnlyBufferIsOnlyRead() {
    long address = twins.address(buffer.asReadOnlyBuffer());
    memory.putByte(address, (byte) 5);
    twins.bringTogether();
    assertThat(buffer.get(0)).isZero();
  }

  @Test
  void afterTheHostsEndNothingIsDone() {
    twins.address(buffer);
    heap.end();
    assertThatCode(twins::bringTogether).doesNotThrowAnyException();
  }
}

package org.bascule.windowsjna.world.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.memory.DirectMemory;
import org.bascule.windowsjna.world.memory.FakeHost;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.Twins;
import org.bascule.windowsjna.world.memory.WorldMemory;
import org.junit.jupiter.api.Test;

/** Direct buffers as arguments: what the DLL finds at their addresses, and what comes back. */
class DirectCopiesTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Heap heap = new Heap(host);
  private final WorldMemory memory = new WorldMemory(host, heap);
  private final DirectMemory direct = new DirectMemory(host, memory);
  private final SharedBuffers buffers = new SharedBuffers(new Twins(heap, direct));

  /** What a DLL does with the addresses that it gets. */
  private interface Dll {
    void run(long[] addresses);
  }

  private void call(Dll dll, Buffer... arguments) {
    try (Slots slots = new Slots(heap, memory, direct, buffers, arguments)) {
      for (Buffer argument : arguments) {
        ArgumentKind.of(argument.getClass()).put(argument, slots);
      }
      slots.call(
          (addresses, lastError) -> {
            dll.run(addresses);
            return 0;
          },
          code -> {});
    }
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(values.length).order(ByteOrder.nativeOrder());
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.clear();
  }

  private static byte[] all(ByteBuffer buffer) {
    byte[] all = new byte[buffer.capacity()];
    buffer.duplicate().clear().get(all);
    return all;
  }

  @Test
  void aBufferIsCopiedFromItsPositionToItsCapacityAndBack() {
    ByteBuffer buffer = bytes(1, 2, 3, 4, 5);
    buffer.position(1).limit(2);
    call(
        addresses -> {
          assertThat(memory.getInt(addresses[0])).isEqualTo(0x05040302);
          memory.putByte(addresses[0] + 3, (byte) 9);
        },
        buffer);
    assertThat(all(buffer)).containsExactly(1, 2, 3, 4, 9);
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void twoViewsOfOneMemoryAreOneMemoryForTheDllWhateverTheirOrder() {
    ByteBuffer whole = bytes(1, 2, 3, 4, 5, 6, 7, 8);
    IntBuffer behind = whole.slice(4, 4).order(ByteOrder.nativeOrder()).asIntBuffer();
    call(
        addresses -> {
          assertThat(addresses[0]).isEqualTo(addresses[1] + 4);
          memory.putInt(addresses[0], 0x0C0B0A09);
        },
        behind,
        whole);
    assertThat(all(whole)).containsExactly(1, 2, 3, 4, 9, 10, 11, 12);
    assertThat(behind.get(0)).isEqualTo(0x0C0B0A09);
  }

  @Test
  void buffersThatOnlyOverlapDoSoForTheDll() {
    ByteBuffer whole = bytes(1, 2, 3, 4, 5, 6);
    ByteBuffer low = whole.slice(0, 4);
    ByteBuffer high = whole.slice(2, 4);
    call(
        addresses -> {
          memory.putByte(addresses[0] + 3, (byte) 40);
          assertThat(memory.getByte(addresses[1] + 1)).isEqualTo((byte) 40);
          memory.putByte(addresses[1] + 3, (byte) 60);
        },
        low,
        high);
    assertThat(all(whole)).containsExactly(1, 2, 3, 40, 5, 60);
  }

  @Test
  void whatIsReadOnlyStaysAsItIs() {
    ByteBuffer buffer = bytes(1, 2);
    call(
        addresses -> {
          assertThat(memory.getShort(addresses[0])).isEqualTo((short) 0x0201);
          memory.putShort(addresses[0], (short) 0);
        },
        buffer.asReadOnlyBuffer());
    assertThat(all(buffer)).containsExactly(1, 2);
  }

  @Test
  void bytesStayInPlaceInBuffersOfTheOtherOrder() {
    ByteBuffer buffer = bytes(0, 0, 0, 0).order(ByteOrder.BIG_ENDIAN);
    IntBuffer ints = buffer.asIntBuffer().put(0, 1);
    call(
        addresses -> {
          assertThat(memory.getInt(addresses[0])).isEqualTo(0x01000000);
          memory.putInt(addresses[0], 0x02000000);
        },
        ints);
    assertThat(ints.get(0)).isEqualTo(2);
  }

  @Test
  void aCallbackSeesWhatTheDllHasWrittenAndTheDllWhatTheCallbackHas() {
    ByteBuffer buffer = bytes(1, 2);
    call(
        addresses -> {
          memory.putByte(addresses[0], (byte) 5);
          buffers.toJava();
          assertThat(all(buffer)).containsExactly(5, 2);
          buffer.put(1, (byte) 6);
          call(inner -> assertThat(memory.getByte(inner[0])).isEqualTo((byte) 3), bytes(3));
          buffers.toDll();
          assertThat(memory.getShort(addresses[0])).isEqualTo((short) 0x0605);
        },
        buffer);
    assertThat(all(buffer)).containsExactly(5, 6);
    buffers.toJava();
    assertThat(all(buffer)).as("the call is over").containsExactly(5, 6);
  }

  @Test
  void aBufferThatHasAnAddressAlreadyIsPassedByThat() {
    ByteBuffer buffer = bytes(1, 2, 3);
    long address = buffers.twins().address(buffer);
    call(
        addresses -> {
          assertThat(addresses[0]).isEqualTo(address + 1);
          memory.putByte(addresses[0], (byte) 7);
        },
        buffer.position(1));
    assertThat(all(buffer)).containsExactly(1, 7, 3);
  }

  @Test
  void aBufferWithoutElementsHasAnAddressToo() {
    call(addresses -> assertThat(addresses[0]).isNotZero(), ByteBuffer.allocateDirect(0));
  }
}

package org.bascule.windowsjna.world.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

class WorldMemoryTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Heap heap = new Heap(host);
  private final WorldMemory memory = new WorldMemory(host, heap);
  private final Bulk bulk = new Bulk(memory);

  @Test
  void theHeapIsReadAndWrittenWithoutTheHost() {
    long address = heap.allocate(64);
    host.asked.clear();
    memory.putLong(address, 0x1122334455667788L);
    assertThat(memory.getByte(address)).isEqualTo((byte) 0x88);
    assertThat(memory.getShort(address + 2)).isEqualTo((short) 0x5566);
    assertThat(memory.getInt(address + 4)).isEqualTo(0x11223344);
    bulk.write(address, new int[] {1, 2, 3}, 1, 2);
    int[] read = new int[3];
    bulk.read(address, read, 0, 2);
    assertThat(read).containsExactly(2, 3, 0);
    assertThat(host.asked).isEmpty();
  }

  @Test
  void otherMemoryIsOneRequestHoweverMuchItIs() {
    bulk.write(FakeHost.FAR + 8, new double[] {1.5, -2}, 0, 2);
    double[] read = new double[2];
    bulk.read(FakeHost.FAR + 8, read, 0, 2);
    assertThat(read).containsExactly(1.5, -2);
    memory.putInt(FakeHost.FAR, 5);
    assertThat(memory.getInt(FakeHost.FAR)).isEqualTo(5);
    assertThat(host.asked).containsExactly("write 16", "read 16", "write 4", "read 4");
  }

  @Test
  void whatReachesOverTheEndOfTheHeapIsTheHosts() {
    long large = heap.allocate(65_536);
    host.asked.clear();
    assertThat(memory.shared(large, 65_537)).isNull();
    assertThat(memory.shared(large, 65_536).capacity()).isEqualTo(65_536);
  }

  @Test
  void textEndsAtItsZeroUnit() {
    long address = heap.allocate(64);
    byte[] text = "Stra\u0100e\0rest".getBytes(StandardCharsets.UTF_16LE);
    memory.write(address, text, 0, text.length);
    assertThat(memory.wideText(address)).isEqualTo("Stra\u0100e");
    memory.write(address, new byte[] {'a', 'b', 0, 'c'}, 0, 4);
    assertThat(memory.text(address, 1)).containsExactly('a', 'b');
    assertThat(memory.text(FakeHost.FAR, 1)).containsExactly('f', 'a', 'r');
  }

  @Test
  void textThatGoesOnOverTheEndOfTheHeapIsTheHosts() {
    long large = heap.allocate(40_000);
    memory.fill(large, 40_000, (byte) 'x');
    assertThat(memory.text(large + 39_999, 1)).containsExactly('f', 'a', 'r');
  }

  @Test
  void aByteIsFoundWhereverItLies() {
    long large = heap.allocate(40_000);
    memory.fill(large, 40_000, (byte) 1);
    memory.putByte(large + 9_000, (byte) 7);
    assertThat(new Search(memory).indexOf(large + 5, (byte) 7)).isEqualTo(8_995);
  }

  @Test
  void pointersHaveTheWidthOfTheHost() {
    FakeHost narrow = new FakeHost(Abi.X86);
    Heap small = new Heap(narrow);
    WorldMemory there = new WorldMemory(narrow, small);
    long address = small.allocate(16);
    there.putLong(address, -1);
    there.putPointer(address, 0xFFFF_0000L);
    assertThat(there.getPointer(address)).isEqualTo(0xFFFF_0000L);
    assertThat(there.getInt(address + 4)).isEqualTo(-1);
  }
}

package org.bascule.windowsjna.world.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.memory.FakeHost;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;
import org.junit.jupiter.api.Test;

class FfiTypesTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Heap heap = new Heap(host);
  private final WorldMemory memory = new WorldMemory(host, heap);
  private final FfiTypes types = new FfiTypes(heap, memory);

  private long struct(long... elements) {
    long list = heap.allocate(8L * (elements.length + 1));
    for (int i = 0; i < elements.length; i++) {
      memory.putLong(list + 8L * i, elements[i]);
    }
    memory.putLong(list + 8L * elements.length, 0);
    long type = heap.allocate(24);
    memory.putLong(type, 0);
    memory.putShort(type + 8, (short) 0);
    memory.putShort(type + 10, (short) FfiKind.STRUCT);
    memory.putLong(type + 16, list);
    return type;
  }

  @Test
  void numbersHaveTheSizesOfWindows() {
    assertThat(types.prepare(types.create(FfiKind.LONGDOUBLE))).isEqualTo(8);
    assertThat(types.prepare(types.create(FfiKind.POINTER))).isEqualTo(8);
    assertThat(types.prepare(types.create(FfiKind.UINT16))).isEqualTo(2);
  }

  @Test
  void structsAreLaidOutWithTheirPaddingAlsoNested() {
    long small = types.create(FfiKind.SINT8);
    long wide = types.create(FfiKind.DOUBLE);
    assertThat(types.prepare(struct(small, wide, small))).isEqualTo(24);
    assertThat(types.prepare(struct(small, struct(small, small), small))).isEqualTo(4);
    assertThat(types.prepare(struct(small, struct(wide), small))).isEqualTo(24);
  }

  @Test
  void aSizeThatSomebodyHasSetStays() {
    long type = struct(types.create(FfiKind.SINT32));
    memory.putLong(type, 64);
    assertThat(types.prepare(type)).isEqualTo(64);
  }
}

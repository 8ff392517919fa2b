package org.bascule.windowsjna.world.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.error.NativeFaultException;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.call.Targets;
import org.bascule.windowsjna.world.memory.FakeHost;
import org.bascule.windowsjna.world.memory.Heap;
import org.junit.jupiter.api.Test;

class DllMemoryTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Heap heap = new Heap(host);
  private final DllMemory memory = new DllMemory(host, new Targets(host), heap);

  private void refused(long address) {
    assertThatThrownBy(() -> memory.free(address))
        .isInstanceOfSatisfying(
            NativeFaultException.class,
            fault -> {
              assertThat(fault.faultCode()).isEqualTo(0xC0000374);
            })
        .hasMessage(
            "BSC-501 cannot free memory\n"
                + "  where: 0x%x\n".formatted(address)
                + "  expected: the address of memory that is allocated\n"
                + "  actual: nothing that is allocated begins there; Windows would end the process"
                + " (0xc0000374)\n"
                + "  remedy: free each piece once, and by the address that it was allocated with");
  }

  @Test
  void theMiddleOfAPieceAndWhatHasBeenFreedAreNoPieces() {
    long small = heap.allocate(40);
    refused(small + 16);
    heap.free(small);
    refused(small);
    refused(heap.allocate(100_000) + 16);
  }

  @Test
  void nobodyIsAskedToFreeWhatCannotBeRead() {
    refused(0x100);
  }
}

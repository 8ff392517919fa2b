package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bascule.bridge.HostBlock;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.spi.Address;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A view of a block ends with the block. */
class ClosedBlocksIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @Test
  void everyAccessThroughAViewOfAClosedBlockIsRefused() {
    HostBlock block = WINE.session().allocate(4096);
    WindowsMemory view = block.memory();
    WindowsMemory slice = view.slice(16, 64);
    WindowsMemory found = WINE.session().memory(block.address().plus(8), 32);
    view.putLong(0, 1);
    block.close();

    refuses(() -> view.putLong(0, 2), 4096, view.address());
    refuses(() -> view.getByte(0), 4096, view.address());
    refuses(() -> view.getInts(0, new int[4], 0, 4), 4096, view.address());
    refuses(() -> view.putChars(0, "text"), 4096, view.address());
    refuses(() -> view.putDoubles(0, new double[1], 0, 1), 4096, view.address());
    refuses(() -> view.slice(0, 8), 4096, view.address());
    refuses(() -> slice.getInt(0), 64, view.address() + 16);
    refuses(() -> found.putShort(0, (short) 1), 32, view.address() + 8);
  }

  @Test
  void memoryOfAClosedBlockIsNotFoundAgain() {
    HostBlock block = WINE.session().allocate(4096);
    long address = block.address().bits();
    block.close();

    refuses(() -> WINE.session().memory(new Address(address), 8), 8, address);
    refuses(block::memory, 4096, address);
  }

  @Test
  void aNewBlockIsNotReachedThroughTheViewOfAnOldOne() {
    for (int i = 0; i < 1000; i++) {
      HostBlock old = WINE.session().allocate(4096);
      WindowsMemory view = old.memory();
      old.close();
      try (HostBlock next = WINE.session().allocate(4096)) {
        refuses(() -> view.putLong(0, 0x1234), 4096, view.address());
        assertThat(next.memory().getLong(0)).isZero();
      }
    }
  }

  private static void refuses(ThrowingCallable access, long size, long address) {
    assertThatThrownBy(access)
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-408 cannot access Windows memory
              where: the view of %d bytes at 0x%016x
              expected: memory in an open block
              actual: its block has been closed; the memory may be somebody else's by now
              remedy: keep the block open as long as Java or the DLL uses its memory"""
                .formatted(size, address));
  }
}

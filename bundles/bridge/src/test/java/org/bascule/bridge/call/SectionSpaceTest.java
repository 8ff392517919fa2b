package org.bascule.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.transport.Block;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SectionSpaceTest {
  private static final int LIMIT = 16 * 1024;

  private final Housekeeper housekeeper = new Housekeeper();
  private final List<CountedBlock> blocks = new ArrayList<>();
  private final SectionSpace space = new SectionSpace(memory(), LIMIT);

  @AfterEach
  void end() {
    housekeeper.close();
  }

  @Test
  void eachFunctionKeepsItsOwn() {
    Lot first = used(1, 100);
    Lot second = used(2, 100);
    assertThat(second.address()).isNotEqualTo(first.address());
    assertThat(used(1, 500)).isSameAs(first);
    assertThat(used(2, 100)).isSameAs(second);
    assertThat(blocks).hasSize(2);
  }

  @Test
  void aFunctionThatIsBeingCalledGetsAnotherForTheTime() {
    Lot outer = space.take(1, 100);
    Lot inner = space.take(1, 100);
    assertThat(inner).isNotSameAs(outer);
    space.give(inner);
    assertThat(blocks.get(1).retired).isTrue();
    space.give(outer);
    assertThat(used(1, 100)).isSameAs(outer);
    assertThat(blocks.get(0).retired).isFalse();
  }

  @Test
  void whatIsTooSmallIsReplaced() {
    Lot small = used(1, 100);
    Lot large = used(1, 3000);
    assertThat(large.size()).isEqualTo(4096);
    assertThat(blocks.get(0).retired).isTrue();
    assertThat(small.size()).isEqualTo(512);
    assertThat(used(1, 10)).isSameAs(large);
  }

  @Test
  void keepsNoMoreThanTheLimit() {
    for (int i = 0; i < 100; i++) {
      used(i, 1024);
    }
    assertThat(blocks.stream().filter(block -> !block.retired).mapToLong(Block::size).sum())
        .isEqualTo(LIMIT);
    Lot busy = space.take(200, LIMIT);
    used(201, LIMIT);
    assertThat(blocks.get(100).retired).isFalse();
    space.give(busy);
    used(202, 100);
    assertThat(blocks.stream().filter(block -> !block.retired).mapToLong(Block::size).sum())
        .isLessThanOrEqualTo(LIMIT + 512);
  }

  @Test
  void twoOfTheSamePlaceInTheTableTakeTurns() {
    Lot first = space.take(7, 100);
    Lot second = space.take(7 + 256, 100);
    assertThat(second.address()).isNotEqualTo(first.address());
    space.give(first);
    space.give(second);
    assertThat(used(7, 100)).isSameAs(first);
    used(7 + 256, 100);
    assertThat(blocks.get(0).retired).isTrue();
  }

  @Test
  void aLotThatAnErrorHasLeftBusyIsFreeAgainWhenNoCallIsInProgress() {
    Lot lost = space.take(1, 100);
    space.settle();
    assertThat(used(1, 100)).isSameAs(lost);
    assertThat(blocks).hasSize(1);
  }

  @Test
  void nothingIsLeftWhenTheLaneIsClosed() {
    Set<Integer> owners = new HashSet<>(List.of(1, 2, 300));
    owners.forEach(owner -> used(owner, 100));
    space.close();
    assertThat(blocks).hasSize(3).allMatch(block -> block.retired);
  }

  private Lot used(int owner, int size) {
    Lot lot = space.take(owner, size);
    space.give(lot);
    return lot;
  }

  private SessionMemory memory() {
    FakeHost host =
        new FakeHost(reply -> reply) {
          @Override
          public Block allocate(long size, int alignment) {
            CountedBlock block = new CountedBlock(0x10000L * (blocks.size() + 1), (int) size);
            blocks.add(block);
            return block;
          }
        };
    return new HostRequests(host, Abi.X64, housekeeper, 1).memory();
  }

  private static final class CountedBlock implements Block {
    private final long address;
    private final ByteBuffer memory;
    private boolean retired;

    CountedBlock(long address, int size) {
      this.address = address;
      this.memory = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long address() {
      return address;
    }

    @Override
    public long size() {
      return memory.capacity();
    }

    @Override
    public ByteBuffer memory() {
      return memory;
    }

    @Override
    public boolean isClosed() {
      return retired;
    }

    @Override
    public void close() {
      throw new AssertionError("others must not get it at once");
    }

    @Override
    public void retire() {
      assertThat(retired).isFalse();
      retired = true;
    }
  }
}

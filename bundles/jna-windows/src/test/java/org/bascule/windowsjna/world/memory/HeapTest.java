package org.bascule.windowsjna.world.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.bascule.error.BasculeException;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

class HeapTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Heap heap = new Heap(host);

  @Test
  void smallPiecesCostNoRequest() {
    heap.allocate(1);
    host.asked.clear();
    for (int i = 0; i < 1000; i++) {
      heap.allocate(40);
    }
    assertThat(host.asked).isEmpty();
  }

  @Test
  void everyPieceBeginsAtAMultipleOf16AndOverlapsNoOther() {
    Random random = new Random(7);
    Map<Long, Integer> living = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int size = 1 + random.nextInt(random.nextInt(100) == 0 ? 100_000 : 600);
      long address = heap.allocate(size);
      assertThat(address % 16).isZero();
      assertThat(heap.contains(address, size)).isTrue();
      living.put(address, size);
      if (random.nextBoolean()) {
        long some = living.keySet().iterator().next();
        living.remove(some);
        assertThat(heap.free(some)).isTrue();
      }
    }
    long end = 0;
    for (long address : living.keySet().stream().sorted().toList()) {
      assertThat(address).isGreaterThanOrEqualTo(end);
      end = address + living.get(address);
    }
  }

  @Test
  void whatIsGivenBackIsGivenOutAgain() {
    long first = heap.allocate(40);
    heap.allocate(40);
    heap.free(first);
    assertThat(heap.allocate(48)).isEqualTo(first);
  }

  @Test
  void onlyWhatIsGivenOutCanBeGivenBackAndOnlyOnce() {
    long small = heap.allocate(40);
    long large = heap.allocate(100_000);
    assertThat(heap.free(small + 16)).isFalse();
    assertThat(heap.free(large + 16)).isFalse();
    assertThat(heap.free(0x1234)).isFalse();
    assertThat(heap.free(small)).isTrue();
    assertThat(heap.free(small)).isFalse();
    assertThat(heap.free(large)).isTrue();
    assertThat(heap.free(large)).isFalse();
  }

  @Test
  void largePiecesAreBlocksOfTheirOwn() {
    long large = heap.allocate(40_001);
    assertThat(heap.contains(large, 40_001)).isTrue();
    heap.free(large);
    assertThat(host.asked).containsExactly("allocate 40016", "close 40016");
    assertThat(heap.contains(large, 1)).isFalse();
  }

  @Test
  void whatCannotBeHadIsAnErrorThatProgramsExpectOfJna() {
    assertThatThrownBy(() -> heap.allocate(FakeHost.MOST + 1))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("BSC-404 cannot allocate\n  expected: at most 16777216\n  actual: 16777232")
        .hasCauseInstanceOf(BasculeException.class);
  }

  @Test
  void afterTheEndNothingIsFoundAndFreeingIsNothing() {
    long small = heap.allocate(40);
    long large = heap.allocate(100_000);
    heap.end();
    assertThat(heap.contains(small, 1)).isFalse();
    assertThat(heap.free(small)).isTrue();
    assertThat(heap.free(large)).isTrue();
    host.asked.clear();
    assertThatIllegalStateException()
        .isThrownBy(() -> heap.allocate(8))
        .withMessage("the world has been closed");
    assertThat(host.asked).as("a host that has ended says so itself").contains("allocate 1");
  }
}

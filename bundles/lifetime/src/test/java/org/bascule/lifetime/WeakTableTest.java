package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeakTableTest {
  private final Housekeeper housekeeper = new Housekeeper();
  private final ConcurrentLinkedQueue<String> gone = new ConcurrentLinkedQueue<>();
  private final WeakTable<Object, String> table = new WeakTable<>(housekeeper, gone::add);

  @AfterEach
  void end() {
    housekeeper.close();
  }

  /** Equal to every other one, so that only identity can tell them apart. */
  private record Alike() {}

  @Test
  void tellsEqualObjectsApart() {
    Alike one = new Alike();
    Alike two = new Alike();
    assertThat(table.computeIfAbsent(one, o -> "one")).isEqualTo("one");
    assertThat(table.computeIfAbsent(two, o -> "two")).isEqualTo("two");
    assertThat(table.computeIfAbsent(one, o -> "another")).isEqualTo("one");
    assertThat(table.get(two)).isEqualTo("two");
    assertThat(table.get(new Alike())).isNull();
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.objects()).hasSize(2);
  }

  @Test
  void saysWhatWasKnownOfAnObjectThatWasCollectedOnceAndWithoutBeingAsked() {
    Object kept = new Object();
    table.computeIfAbsent(kept, o -> "kept");
    table.computeIfAbsent(new Object(), o -> "lost");
    Garbage.collectUntil(() -> !gone.isEmpty());
    assertThat(gone).containsExactly("lost");
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.get(kept)).isEqualTo("kept");
  }

  @Test
  void saysNothingOfWhatWasRemoved() {
    Object removed = new Object();
    WeakReference<Object> reference = new WeakReference<>(removed);
    table.computeIfAbsent(removed, o -> "removed");
    assertThat(table.remove(removed)).isEqualTo("removed");
    assertThat(table.remove(removed)).isNull();
    removed = null;
    Garbage.collectUntil(() -> reference.refersTo(null));
    table.computeIfAbsent(new Object(), o -> "lost");
    Garbage.collectUntil(() -> !gone.isEmpty());
    assertThat(gone).containsExactly("lost");
  }

  @Test
  void forgetsEverythingWhenItIsClosed() {
    table.computeIfAbsent(housekeeper, o -> "one");
    table.close();
    assertThat(table.size()).isZero();
    assertThat(table.values()).isEmpty();
  }

  @Test
  void aFailingListenerKeepsNoOtherFromBeingTold() {
    WeakTable<Object, String> failing =
        new WeakTable<>(
            housekeeper,
            value -> {
              gone.add(value);
              throw new IllegalStateException(value);
            });
    failing.computeIfAbsent(new Object(), o -> "a");
    failing.computeIfAbsent(new Object(), o -> "b");
    Garbage.collectUntil(() -> gone.size() == 2);
  }

  @Test
  void threadsThatAskAtOnceGetTheSame() throws Exception {
    Object object = new Object();
    AtomicInteger made = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(4);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  together.await();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
                table.computeIfAbsent(object, o -> "value " + made.incrementAndGet());
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(made).hasValue(1);
    assertThat(table.get(object)).isEqualTo("value 1");
  }
}

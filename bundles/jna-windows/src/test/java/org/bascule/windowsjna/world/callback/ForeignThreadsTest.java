package org.bascule.windowsjna.world.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.raw.RawUpcall;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.memory.FakeHost;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForeignThreadsTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Heap heap = new Heap(host);
  private final WorldMemory memory = new WorldMemory(host, heap);
  private final ForeignThreads threads = new ForeignThreads(memory);
  private final List<Thread> seen = new ArrayList<>();

  /** A call whose lane anybody may use. */
  private static final class Call implements RawUpcall {
    @Override
    public long slot(int index) {
      return 0;
    }

    @Override
    public void putInteger(long bits) {}

    @Override
    public Runnable lent(Runnable work) {
      return work;
    }

    @Override
    public void putFloating(long bits) {}
  }

  private void onLane(Runnable work) throws InterruptedException {
    Thread lane = threads.carrier(7, work);
    lane.start();
    lane.join();
  }

  private void callback(Attachment rules) {
    threads.run(new Call(), () -> rules, () -> seen.add(Thread.currentThread()));
  }

  @Test
  void eachCallbackHasAThreadOfItsOwnUnlessSomebodySaysOtherwise() throws Exception {
    List<Boolean> alive = new ArrayList<>();
    onLane(
        () -> {
          callback(Attachment.USUAL);
          callback(Attachment.USUAL);
          seen.forEach(thread -> alive.add(thread.isAlive()));
        });
    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    assertThat(seen).allMatch(thread -> !thread.isDaemon());
    assertThat(seen).extracting(Thread::getName).containsOnly("jna-callback-7");
    assertThat(alive).containsExactly(false, false);
  }

  @Test
  void aThreadThatIsNotDetachedRunsAllAndEndsWithTheDlls() throws Exception {
    ThreadGroup group = new ThreadGroup("guests");
    Attachment rules = new Attachment(group, "guest", true, false);
    onLane(
        () -> {
          callback(rules);
          callback(Attachment.USUAL);
          assertThat(seen.get(0).getThreadGroup()).isSameAs(group);
        });
    Thread only = seen.get(0);
    assertThat(seen).containsExactly(only, only);
    assertThat(only.getName()).isEqualTo("guest");
    assertThat(only.isDaemon()).isTrue();
    only.join();
  }

  @Test
  void aFlagTellsThatItHasEnded() throws Exception {
    long flag = heap.allocate(4);
    memory.putInt(flag, 0);
    onLane(
        () ->
            threads.run(
                new Call(),
                () -> Attachment.USUAL,
                () -> {
                  seen.add(Thread.currentThread());
                  threads.detach(false, flag);
                }));
    seen.get(0).join();
    assertThat(memory.getInt(flag)).isEqualTo(1);
  }

  @Test
  void otherThreadsCannotBeDetached() {
    assertThat(threads.isLane()).isFalse();
    threads.detach(false, 0);
    assertThatIllegalStateException()
        .isThrownBy(() -> threads.detach(true, 0))
        .withMessage("Can not detach from a JVM thread");
  }
}

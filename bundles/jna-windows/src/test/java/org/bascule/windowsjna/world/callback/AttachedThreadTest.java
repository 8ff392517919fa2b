package org.bascule.windowsjna.world.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttachedThreadTest {
  private final List<Thread> seen = new ArrayList<>();
  private final AtomicInteger farewells = new AtomicInteger();

  private AttachedThread started(boolean detach) {
    AttachedThread attached = new AttachedThread(detach);
    Thread thread = new Thread(attached::body);
    thread.setUncaughtExceptionHandler((failed, thrown) -> farewells.addAndGet(100));
    attached.start(thread);
    return attached;
  }

  private void look() {
    seen.add(Thread.currentThread());
  }

  @Test
  void itEndsWithItsFirstCallbackWhereItIsDetached() {
    assertThat(started(true).run(this::look)).isFalse();
    assertThat(seen).hasSize(1).noneMatch(Thread::isAlive);
  }

  @Test
  void itRunsAllCallbacksUntilTheDllsThreadEnds() throws Exception {
    AttachedThread attached = started(false);
    assertThat(attached.run(this::look)).isTrue();
    assertThat(attached.run(this::look)).isTrue();
    assertThat(seen.get(0)).isSameAs(seen.get(1)).isNotSameAs(Thread.currentThread());
    assertThat(seen.get(0).isAlive()).isTrue();
    attached.end();
    seen.get(0).join();
  }

  @Test
  void aCallbackChangesItsMind() {
    AttachedThread attached = started(true);
    boolean kept =
        attached.run(() -> AttachedThread.current().detach(false, farewells::incrementAndGet));
    assertThat(kept).isTrue();
    assertThat(farewells).hasValue(0);
    attached.run(this::look);
    boolean keptStill =
        attached.run(() -> AttachedThread.current().detach(true, farewells::incrementAndGet));
    assertThat(keptStill).isFalse();
    assertThat(seen.get(0).isAlive()).isFalse();
    assertThat(farewells).hasValue(1);
  }

  @Test
  void anInterruptedThreadGoesOn() {
    AttachedThread attached = started(false);
    attached.run(() -> Thread.currentThread().interrupt());
    attached.run(() -> farewells.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0));
    assertThat(farewells).hasValue(1);
    attached.end();
  }

  @Test
  void whoWaitsIsNotLeftAloneWhereACallbackFailsAltogether() {
    AttachedThread attached = started(false);
    boolean kept =
        attached.run(
            () -> {
              throw new IllegalStateException("meant");
            });
    assertThat(kept).isFalse();
    assertThat(farewells).hasValue(100);
  }

  @Test
  void otherThreadsAreNone() {
    assertThat(AttachedThread.current()).isNull();
  }
}

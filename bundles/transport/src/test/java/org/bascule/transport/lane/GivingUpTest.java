package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.transport.CodePlace;
import org.bascule.transport.GivenUp;
import org.bascule.transport.Waiter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thread waits no longer for its host than the lane's user says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SAME_THREAD)
class GivingUpTest {
  private static final CodePlace PLACE = new CodePlace(0x1010, "demo.dll", 0x1000, "spin", 0x100c);

  @TempDir Path directory;
  private Peers peers;

  @BeforeEach
  void begin() throws Exception {
    peers = new Peers(directory, new FixedSpin(0));
    peers.window.putInt(256, 1);
  }

  @AfterEach
  void end() throws Exception {
    Thread.interrupted();
    peers.close();
  }

  /** A user with a limit; tells what it was asked. */
  private static final class Limited implements Waiter {
    private final long deadline;
    private final long grace;
    private final boolean interruptible;
    final AtomicReference<GivenUp> told = new AtomicReference<>();

    Limited(long deadline, Duration grace, boolean interruptible) {
      this.deadline = deadline;
      this.grace = grace.toNanos();
      this.interruptible = interruptible;
    }

    @Override
    public long deadline() {
      return deadline;
    }

    @Override
    public long graceNanos() {
      return grace;
    }

    @Override
    public boolean interruptible() {
      return interruptible;
    }

    @Override
    public String reason(GivenUp what) {
      return "nobody waits any longer";
    }

    @Override
    public RuntimeException gaveUp(GivenUp what, RuntimeException ended) {
      told.set(what);
      return new BasculeException(
          new Diagnosis(ErrorCode.CALL_TIMEOUT, "wait", "", "", "it took too long", ""), ended);
    }
  }

  private static long in(long millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void endsTheHostAtTheDeadlineAndTheGrace() {
    long deadline = in(20);
    Limited user = new Limited(deadline, Duration.ofMillis(30), false);
    peers.lane.waiter(user);
    peers.lane.opened(4711, thread -> List.of(new CodePlace(thread, "", 0, "", 0), PLACE));

    assertThatThrownBy(() -> peers.lane.exchange(256, 8))
        .hasMessage("BSC-521 cannot wait\n  actual: it took too long")
        .hasCauseInstanceOf(org.bascule.error.HostEndedException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - deadline))
        .isGreaterThanOrEqualTo(Duration.ofMillis(30));
    assertThat(peers.life.why()).isEqualTo("nobody waits any longer");
    assertThat(user.told.get().interrupted()).isFalse();
    assertThat(user.told.get().stack())
        .extracting(CodePlace::toString)
        .containsExactly("0x0000000000001267", "demo.dll+0x10 (spin+0x4)");
    assertThat(peers.lane.busy()).isFalse();
  }

  @Test
  void takesAnAnswerThatComesInTheGrace() throws Exception {
    peers.lane.waiter(new Limited(in(-5), Duration.ofSeconds(30), false));
    peers.startHost(0, new Random(1));

    peers.lane.exchange(256, 8);
    assertThat(peers.life.over()).isFalse();
    assertThat(peers.say(PeerHost.QUIT)).isTrue();
    peers.awaitHostEnd();
  }

  @Test
  void endsTheHostWhenTheThreadIsInterrupted() {
    Limited user = new Limited(0, Duration.ofMillis(10), true);
    peers.lane.waiter(user);
    Thread waits = Thread.currentThread();
    new Thread(
            () -> {
              while (waits.getState() != Thread.State.RUNNABLE || !peers.lane.busy()) {
                Thread.onSpinWait();
              }
              waits.interrupt();
            })
        .start();

    assertThat(catchThrowable(() -> peers.lane.exchange(256, 8)))
        .hasMessage("BSC-521 cannot wait\n  actual: it took too long");
    assertThat(user.told.get().interrupted()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void noticesAnInterruptThatCameBefore() {
    Limited user = new Limited(0, Duration.ofMillis(10), true);
    peers.lane.waiter(user);
    Thread.currentThread().interrupt();

    assertThat(catchThrowable(() -> peers.lane.exchange(256, 8)))
        .isInstanceOf(BasculeException.class);
    assertThat(user.told.get().interrupted()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void anAnswerInTheGraceOfAnInterruptLeavesTheThreadInterrupted() throws Exception {
    peers.lane.waiter(new Limited(0, Duration.ofSeconds(30), true));
    peers.startHost(0, new Random(1));
    Thread.currentThread().interrupt();

    peers.lane.exchange(256, 8);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(peers.say(PeerHost.QUIT)).isTrue();
    peers.awaitHostEnd();
  }

  @Test
  void anInterruptMeansNothingWhereTheUserSaysSo() throws Exception {
    peers.lane.waiter(new Limited(0, Duration.ZERO, false));
    peers.startHost(0, new Random(1));
    Thread.currentThread().interrupt();

    for (int i = 0; i < 100; i++) {
      peers.lane.exchange(256, 8);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(peers.say(PeerHost.QUIT)).isTrue();
    peers.awaitHostEnd();
  }

  @Test
  void aHostThatEndsMeanwhileIsToldAsSuch() {
    peers.lane.waiter(new Limited(in(60_000), Duration.ZERO, true));
    new Thread(
            () -> {
              while (!peers.lane.busy()) {
                Thread.onSpinWait();
              }
              peers.life.end();
              peers.lane.alarm();
            })
        .start();

    assertThatThrownBy(() -> peers.lane.exchange(256, 8))
        .hasMessage("BSC-105 cannot exchange a frame with the Wine host\n  where: fake host");
    assertThat(peers.life.why()).isNull();
  }

  @Test
  void aHostThatCannotTellItsStackIsEndedAllTheSame() {
    Limited user = new Limited(in(-5), Duration.ZERO, false);
    peers.lane.waiter(user);
    peers.lane.opened(
        1,
        thread -> {
          throw new BasculeException(
              new Diagnosis(ErrorCode.PROTOCOL, "look", "", "", "no answer", ""));
        });

    assertThat(catchThrowable(() -> peers.lane.exchange(256, 8)))
        .isInstanceOf(BasculeException.class);
    assertThat(user.told.get().stack()).isEmpty();
    assertThat(peers.life.over()).isTrue();
  }
}

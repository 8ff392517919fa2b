package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bascule.error.BasculeException;
import org.bascule.error.HostEndedException;
import org.bascule.error.ValueException;
import org.bascule.transport.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SAME_THREAD)
class LaneEndTest {
  @TempDir Path directory;

  @Test
  void losesNoWakeUpWhenBothAlwaysSleep() throws Exception {
    converse(new FixedSpin(0), 0, 30_000);
  }

  @Test
  void losesNoWakeUpWhenBothGoToSleepAtRandomMoments() throws Exception {
    converse(new SpinBudget(false), 300, 30_000);
  }

  @Test
  void losesNoWakeUpWhenJavaSpinsBriefly() throws Exception {
    converse(new FixedSpin(20), 100, 30_000);
  }

  @Test
  void onlyLanesOfTheDllsOwnThreadsAreLent() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      assertThatThrownBy(() -> peers.lane.lent(() -> {}))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              "BSC-402 cannot lend a lane\n"
                  + "  where: lane 1\n"
                  + "  expected: the lane of a thread that the DLL has made itself\n"
                  + "  actual: that of a Java thread, which Java code knows\n"
                  + "  remedy: do the work on the lane's own thread");
    }
  }

  @Test
  void ignoresBytesWithoutATurn() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      peers.startHost(0, new Random(1));
      for (int i = 0; i < 1000; i++) {
        peers.lane.alarm();
        assertThat(peers.say(i)).isTrue();
        assertThat(peers.heard()).isEqualTo(i + 1);
      }
      quit(peers);
    }
  }

  @Test
  void failsAtOnceWhenTheHostHasEnded() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      peers.life.end();

      assertThatThrownBy(() -> peers.lane.exchange(256, 8))
          .isInstanceOf(HostEndedException.class)
          .hasMessage("BSC-105 cannot exchange a frame with the Wine host\n  where: fake host");
      assertThat(peers.lane.busy()).isFalse();
    }
  }

  @Test
  void wakesWithin100MillisecondsWhenTheHostEnds() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      peers.startHost(0, new Random(1));
      CompletableFuture<Long> ended =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  // Until the peer is silent and this side sleeps.
                  peers.awaitHostEnd();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                long now = System.nanoTime();
                peers.life.end();
                peers.lane.alarm();
                return now;
              });
      assertThat(peers.say(PeerHost.SILENCE)).isFalse();
      long took = System.nanoTime() - ended.get(10, TimeUnit.SECONDS);

      assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isLessThan(100);
    }
  }

  @Test
  void givesUpAtTheDeadlineAndTakesTheAnswerLater() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      peers.window.putInt(256, 1);

      assertThat(
              peers.lane.turn(
                  256, 8, 264, Cells.NONE, Patience.until(System.nanoTime() + 20_000_000)))
          .isFalse();
      assertThat(peers.lane.busy()).isFalse();
      assertThat(peers.lane.depth()).isEqualTo(-1);
      peers.startHost(0, new Random(1));
      peers.lane.unwind(0);
      assertThat(peers.lane.depth()).isZero();
      assertThat(peers.heard()).isEqualTo(2);
      assertThat(peers.say(7)).isTrue();
      assertThat(peers.heard()).isEqualTo(8);
      quit(peers);
    }
  }

  @Test
  void endsAHostWhoseAnswerLiesOutsideTheWindow() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      peers.startHost(0, new Random(1));

      assertThatThrownBy(() -> peers.say(PeerHost.OUTSIDE))
          .isInstanceOf(BasculeException.class)
          .hasMessage(
              """
              BSC-106 cannot exchange a frame with the Wine host
                where: fake host
                expected: an answer that lies inside the lane's window of 8192 bytes
                actual: offset 8188, size 8""");
      assertThat(peers.life.over()).isTrue();
    }
  }

  @Test
  void refusesFramesThatDoNotLieInTheWindow() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      assertThatThrownBy(() -> peers.lane.exchange(8184, 16))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot exchange a frame with the Wine host
                expected: 1 to 1048576 bytes at a multiple of 8 from 256 on, inside the window of \
              8192 bytes
                actual: offset 8184, size 16
                remedy: open the session with larger lane windows, or send less at once""");
      refuses(peers, 248, 8);
      refuses(peers, 260, 8);
      refuses(peers, 256, 0);
      refuses(peers, 256, -1);
      refuses(peers, Integer.MAX_VALUE - 7, 8);
      refuses(peers, 256, 1048577);
      assertThat(peers.window.getInt(0)).as("nothing was sent").isZero();
    }
  }

  @Test
  void tellsTheHostFromWhereItMayPutFrames() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      peers.startHost(0, new Random(1));
      peers.lane.exchange(256, 8, 256);
      assertThat(peers.window.getInt(12)).isEqualTo(256);
      peers.lane.exchange(256, 8, 8192);
      assertThat(peers.window.getInt(12)).isEqualTo(8192);
      assertThat(peers.lane.answer(256, 8, 1001)).isTrue();
      assertThat(peers.window.getInt(12)).isEqualTo(1001);
      // Behind the frame, if nobody says where.
      peers.lane.exchange(256, 8);
      assertThat(peers.window.getInt(12)).isEqualTo(272);
      peers.lane.exchange(8184, 8);
      assertThat(peers.window.getInt(12)).isEqualTo(8192);
      quit(peers);
    }
  }

  @Test
  void refusesRoomForTheHostOutsideTheWindow() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      for (int free : new int[] {0, 255, 8193, -1, Integer.MIN_VALUE}) {
        assertThatThrownBy(() -> peers.lane.exchange(256, 8, free))
            .isInstanceOf(ValueException.class)
            .hasMessage(
                """
                BSC-402 cannot exchange a frame with the Wine host
                  expected: room for the host's frames from 256 to 8192 on, the end of the window
                  actual: from %d on
                  remedy: leave free what lies behind the frames and sections that are still needed"""
                    .formatted(free));
      }
      assertThat(peers.window.getInt(0)).as("nothing was sent").isZero();
    }
  }

  @Test
  void hasNothingToReceiveWhereJavaBegins() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      assertThat(peers.lane.foreign()).isFalse();
      assertThatThrownBy(peers.lane::receive)
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot receive a frame of the Wine host
                where: lane 1
                expected: a lane of a thread that the DLL has made itself
                actual: a lane in which the Java thread begins
                remedy: post a frame in it""");
    }
  }

  @Test
  void takesTheEndForAnAnswerWhereThatIsAsked() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      peers.life.end();

      assertThat(peers.lane.answer(256, 8, 256)).isFalse();
      assertThat(peers.lane.busy()).isFalse();
    }
  }

  @Test
  void refusesAForeignThread() throws Exception {
    try (Peers peers = new Peers(directory, new FixedSpin(0))) {
      Throwable thrown =
          CompletableFuture.supplyAsync(
                  () -> {
                    Thread.currentThread().setName("stranger");
                    return org.assertj.core.api.Assertions.catchThrowable(
                        () -> peers.lane.exchange(256, 8));
                  },
                  task -> new Thread(task).start())
              .get(10, TimeUnit.SECONDS);

      assertThat(thrown)
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot exchange a frame with the Wine host
                where: lane 1
                expected: the lane's own thread: thread %s
                actual: thread stranger
                remedy: ask the host for the calling thread's lane each time"""
                  .formatted(Thread.currentThread().getName()));
    }
  }

  @Test
  void allocatesNothingWhetherItSpinsOrSleeps() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (SpinPolicy spin : new SpinPolicy[] {new FixedSpin(0), new SpinBudget(false)}) {
      Path own = java.nio.file.Files.createTempDirectory(directory, "lane");
      try (Peers peers = new Peers(own, spin)) {
        peers.startHost(0, new Random(1));
        exchangeMany(peers, 2000);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        exchangeMany(peers, 20_000);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        // The JIT compiler and the bean itself may take a little.
        assertThat(allocated).isLessThan(20_000);
        quit(peers);
      }
    }
  }

  private static void exchangeMany(Peers peers, int count) {
    for (int i = 0; i < count; i++) {
      peers.say(i);
    }
  }

  private void converse(SpinPolicy spin, int peerLooks, int turns)
      throws IOException, InterruptedException {
    long seed = System.nanoTime();
    System.out.println("LaneEndTest seed " + seed);
    try (Peers peers = new Peers(directory, spin)) {
      peers.startHost(peerLooks, new Random(seed));
      Random random = new Random(seed + 1);
      for (int i = 0; i < turns; i++) {
        assertThat(peers.say(i)).isTrue();
        if (peers.heard() != i + 1) {
          throw new AssertionError("turn " + i + " brought " + peers.heard());
        }
        for (int pause = peerLooks == 0 ? 0 : random.nextInt(peerLooks); pause > 0; pause--) {
          Thread.onSpinWait();
        }
      }
      quit(peers);
    }
  }

  private static void quit(Peers peers) throws InterruptedException {
    assertThat(peers.say(PeerHost.QUIT)).isTrue();
    peers.awaitHostEnd();
  }

  private static void refuses(Peers peers, int offset, int size) {
    assertThatThrownBy(() -> peers.lane.exchange(offset, size))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("actual: offset %d, size %d".formatted(offset, size));
  }
}

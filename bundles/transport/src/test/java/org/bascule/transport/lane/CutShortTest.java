package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.error.BasculeException;
import org.bascule.transport.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An Error throws a thread out of an exchange, and the lane goes on. */
@Timeout(60)
class CutShortTest {
  private static final int UPCALL = 40;

  @TempDir Path directory;
  private int deepest;

  /** Throws an Error at the next moment of that kind. */
  private static final class Cut implements SpinPolicy {
    private Moment moment;

    private enum Moment {
      BEFORE_THE_WAIT,
      AFTER_THE_ANSWER,
      BEFORE_THE_SLEEP
    }

    @Override
    public int looks() {
      strike(Moment.BEFORE_THE_WAIT);
      // The answer is there long before the last of them.
      return moment == Moment.AFTER_THE_ANSWER ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void found(int looks) {
      strike(Moment.AFTER_THE_ANSWER);
    }

    @Override
    public void missed() {
      strike(Moment.BEFORE_THE_SLEEP);
    }

    private void strike(Moment now) {
      if (moment == now) {
        moment = null;
        throw new OutOfMemoryError("struck " + now);
      }
    }
  }

  @Test
  void goesOnWhereverTheExchangeWasCut() throws Exception {
    Cut cut = new Cut();
    try (Peers peers = new Peers(directory, cut)) {
      peers.startHost(0, new Random(1));
      for (int round = 0; round < 300; round++) {
        Cut.Moment moment = Cut.Moment.values()[round % 3];
        cut.moment = moment;
        int word = round;
        try {
          // Not struck if the answer came before the sleep.
          peers.say(word);
        } catch (OutOfMemoryError e) {
          assertThat(peers.lane.busy()).isFalse();
          assertThat(peers.lane.depth()).isEqualTo(-1);
        }
        cut.moment = null;
        peers.lane.unwind(0);

        assertThat(peers.say(word + 1)).isTrue();
        assertThat(peers.heard()).isEqualTo(word + 2);
        assertThat(peers.lane.depth()).isZero();
      }
      assertThat(peers.say(PeerHost.QUIT)).isTrue();
    }
  }

  @Test
  void goesOnAfterAStackOverflowAtAnyDepth() throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, () -> overflow(failure), "overflowing", 256 * 1024);
    thread.start();
    thread.join();

    assertThat(failure.get()).isNull();
  }

  @Test
  void answersUpcallsWithNothingUntilTheDepthIsRightAgain() throws Exception {
    try (Peers peers = new Peers(directory, new SpinBudget(false))) {
      peers.startHost(0, new Random(1));
      assertThat(peers.say(PeerHost.CALL_BACK)).isTrue();
      int upcall = peers.lane.receivedOffset();
      assertThat(peers.lane.depth()).isEqualTo(1);
      peers.window.putInt(512, PeerHost.CALL_BACK);
      assertThat(peers.lane.turn(512, 8, 528, Cells.NONE, Patience.ENDLESS)).isTrue();
      assertThat(peers.lane.depth()).isEqualTo(2);

      peers.lane.unwind(1);
      assertThat(peers.lane.depth()).isEqualTo(1);
      peers.lane.unwind(0);
      assertThat(peers.lane.depth()).isZero();
      assertThat(peers.lane.receivedOffset()).isEqualTo(256);
      assertThat(peers.heard()).isEqualTo(PeerHost.CALL_BACK);
      assertThat(upcall).isGreaterThan(256);
      assertThat(peers.say(UPCALL)).isTrue();
      assertThat(peers.heard()).isEqualTo(UPCALL + 1);
      assertThat(peers.say(PeerHost.QUIT)).isTrue();
    }
  }

  @Test
  void endsTheHostIfSomebodyHasWrittenOverTheTurnWord() throws Exception {
    Cut cut = new Cut();
    try (Peers peers = new Peers(directory, cut)) {
      cut.moment = Cut.Moment.BEFORE_THE_WAIT;
      assertThatThrownBy(() -> peers.say(1)).isInstanceOf(OutOfMemoryError.class);
      peers.window.putInt(0, 77);

      assertThatThrownBy(() -> peers.lane.unwind(0))
          .isInstanceOf(BasculeException.class)
          .hasMessage(
              """
              BSC-106 cannot exchange a frame with the Wine host
                where: fake host
                expected: Java's turn word as Java has left it
                actual: another one in lane 1""");
      assertThat(peers.life.over()).isTrue();
    }
  }

  private void overflow(AtomicReference<Throwable> failure) {
    try (Peers peers = new Peers(directory, new SpinBudget(false))) {
      peers.startHost(0, new Random(1));
      long seed = System.nanoTime();
      System.out.println("CutShortTest seed " + seed);
      Random random = new Random(seed);
      for (int round = 0; round < 300; round++) {
        deepest = 0;
        try {
          measure(0);
        } catch (StackOverflowError e) {
          // That deep it goes at the moment.
        }
        try {
          descend(Math.max(0, deepest - random.nextInt(80)), peers, round);
        } catch (StackOverflowError e) {
          // Somewhere in the exchange, most likely.
        }
        peers.lane.unwind(0);
        say(peers, round);
      }
      say(peers, PeerHost.QUIT);
    } catch (Throwable e) {
      failure.set(e);
    }
  }

  private int measure(int depth) {
    deepest = depth;
    return measure(depth + 1) + 1;
  }

  /** Exchanges at each depth from this one on, until the stack ends. */
  private static int descend(int left, Peers peers, int word) {
    if (left <= 0) {
      say(peers, word);
    }
    return descend(left - 1, peers, word) + 1;
  }

  private static void say(Peers peers, int word) {
    if (!peers.say(word) || peers.heard() != word + 1) {
      throw new AssertionError("said " + word + ", heard " + peers.heard());
    }
  }
}

package org.bascule.transport.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import org.bascule.transport.Cells;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * One thread begins an exchange in a lane while another one ends the host and would close the
 * lane's bells. First number: 0 for who has seen the end, 1 for who has gone into the exchange, 2
 * for who was in it when the bells were closed.
 */
@JCStressTest
@Outcome(id = "[01], false", expect = ACCEPTABLE, desc = "the closer has seen the thread")
@Outcome(id = "0, true", expect = ACCEPTABLE, desc = "the thread has seen the closer")
@Outcome(id = "1, true", expect = ACCEPTABLE, desc = "the exchange was over before")
@Outcome(expect = FORBIDDEN, desc = "bells are closed under a thread that uses them")
@State
public class BusyOrClosed {
  private static final int LOOKS = 50;

  private final FakeWindow.Life life = new FakeWindow.Life();
  private final Watch watch = new Watch();
  private final LaneEnd lane = new FakeWindow().lane(watch, life);

  @Actor
  public void exchanging(IZ_Result result) {
    lane.turn(
        FakeWindow.FRAME, FakeWindow.FRAME_SIZE, FakeWindow.FRAME, Cells.NONE, Patience.ENDLESS);
    result.r1 = watch.seen;
  }

  @Actor
  public void ending(IZ_Result result) {
    // As Lanes does it.
    life.end();
    VarHandle.fullFence();
    boolean closes = !lane.busy();
    watch.closed = closes;
    result.r2 = closes;
  }

  /** Looks in the middle of an exchange whether the bells are closed. */
  private static final class Watch implements SpinPolicy {
    private volatile boolean closed;
    private int seen;

    @Override
    public int looks() {
      seen = 1;
      for (int i = 0; i < LOOKS && seen == 1; i++) {
        seen = closed ? 2 : 1;
      }
      return 0;
    }

    @Override
    public void found(int looks) {
      // Nothing to learn.
    }

    @Override
    public void missed() {
      // Nothing to learn.
    }
  }
}

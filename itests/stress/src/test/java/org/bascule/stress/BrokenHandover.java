package org.bascule.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The handshake between a thread in a lane and the closer, by a thread that looks before it says
 * that it is busy: shows that what is forbidden is noticed on this machine.
 */
@JCStressTest
@Outcome(id = "true, true", expect = FORBIDDEN, desc = "neither has seen the other")
@Outcome(expect = ACCEPTABLE, desc = "one has seen the other")
@State
public class BrokenHandover {
  private static final int PAUSES = 50;

  private volatile boolean busy;
  private volatile boolean over;

  @Actor
  public void exchanging(ZZ_Result result) {
    boolean goes = !over;
    for (int i = 0; i < PAUSES; i++) {
      Thread.onSpinWait();
    }
    busy = true;
    result.r1 = goes;
  }

  @Actor
  public void ending(ZZ_Result result) {
    over = true;
    result.r2 = !busy;
  }
}

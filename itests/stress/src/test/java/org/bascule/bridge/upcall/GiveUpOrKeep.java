package org.bascule.bridge.upcall;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.ref.WeakReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** One thread closes the only handle of a function while another one makes a second handle. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "given up; the second handle is refused")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "kept by the second handle")
@Outcome(id = "true, true", expect = FORBIDDEN, desc = "the second handle has a dead address")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "nobody has it, and nobody frees it")
@State
public class GiveUpOrKeep {
  private final Object function = new Object();
  private final Registration registration =
      new Registration(TableParts.TYPE, new WeakReference<>(function), null, 1, false);

  public GiveUpOrKeep() {
    registration.keep(function);
  }

  @Actor
  public void closing(ZZ_Result result) {
    result.r1 = registration.giveUp();
  }

  @Actor
  public void keeping(ZZ_Result result) {
    result.r2 = registration.keep(function);
  }
}

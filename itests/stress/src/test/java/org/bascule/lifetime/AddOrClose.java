package org.bascule.lifetime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** One thread adds things to a scope that another one is closing. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "each is closed once")
@Outcome(expect = FORBIDDEN, desc = "one is never closed, or twice")
@State
public class AddOrClose {
  private final AtomicInteger before = new AtomicInteger();
  private final AtomicInteger first = new AtomicInteger();
  private final AtomicInteger second = new AtomicInteger();
  private final Scope scope = new Scope();

  public AddOrClose() {
    scope.add(before::incrementAndGet);
  }

  @Actor
  public void adding() {
    scope.add(first::incrementAndGet);
    scope.add(second::incrementAndGet);
  }

  @Actor
  public void closing() {
    scope.close();
  }

  @Arbiter
  public void count(III_Result result) {
    result.r1 = before.get();
    result.r2 = first.get();
    result.r3 = second.get();
  }
}

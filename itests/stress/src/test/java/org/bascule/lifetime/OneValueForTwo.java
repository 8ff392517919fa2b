package org.bascule.lifetime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** Two threads ask a weak table for the same object at once. */
@JCStressTest
@Outcome(id = "1, true", expect = ACCEPTABLE, desc = "made once, the same for both")
@Outcome(expect = FORBIDDEN, desc = "made twice, or not the same")
@State
public class OneValueForTwo {
  private static final Housekeeper HOUSEKEEPER = new Housekeeper();

  private final Object key = new Object();
  private final AtomicInteger made = new AtomicInteger();
  private final WeakTable<Object, Object> table = new WeakTable<>(HOUSEKEEPER, gone -> {});
  private Object one;
  private Object other;

  @Actor
  public void one() {
    one = table.computeIfAbsent(key, reference -> make());
  }

  @Actor
  public void other() {
    other = table.computeIfAbsent(key, reference -> make());
  }

  @Arbiter
  public void compare(IZ_Result result) {
    result.r1 = made.get();
    result.r2 = one != null && one == other && table.get(key) == one;
  }

  private Object make() {
    made.incrementAndGet();
    return new Object();
  }
}

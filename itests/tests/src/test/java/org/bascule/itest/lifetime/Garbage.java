package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bascule.itest.Leftovers;

/** Forces collections. */
final class Garbage {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 3;

  private Garbage() {}

  /** Collects whatever can be, several times: what goes may be all that kept something else. */
  static void collect() {
    for (int i = 0; i < ROUNDS; i++) {
      WeakReference<Object> sentinel = new WeakReference<>(new Object());
      collectUntil("a new object", () -> sentinel.refersTo(null));
    }
  }

  /** Collects until that has come true. */
  static void collectUntil(String what, BooleanSupplier seen) {
    Duration taken =
        Leftovers.await(
            PATIENCE,
            () -> {
              System.gc();
              return seen.getAsBoolean();
            });
    assertThat(taken).as(what + " has not gone after %s", PATIENCE).isNotNull();
  }

  /** Collects until the object has gone. */
  static void collectUntilGone(String what, Reference<?> reference) {
    collectUntil(what, () -> reference.refersTo(null));
  }

  /** Collects until all of them have gone. */
  static void collectUntilGone(String what, List<? extends Reference<?>> references) {
    collectUntil(what, () -> references.stream().allMatch(r -> r.refersTo(null)));
  }
}

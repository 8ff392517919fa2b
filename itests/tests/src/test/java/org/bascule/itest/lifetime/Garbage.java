package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bascule.itest.Leftovers;

/** Forces collections. */
public final class Garbage {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 3;

  private Garbage() {}

  /** Collects whatever can be, several times: what goes may be all that kept something else. */
  public static void collect() {
    for (int i = 0; i < ROUNDS; i++) {
      WeakReference<Object> sentinel = new WeakReference<>(new Object());
      collectUntil("a new object", () -> sentinel.refersTo(null));
    }
  }

  /** Collects until that has come true. */
  public static void collectUntil(String what, BooleanSupplier seen) {
    Duration taken =
        Leftovers.await(
            PATIENCE,
            () -> {
              System.gc();
              return seen.getAsBoolean();
            });
    assertThat(taken)
        .as(() -> what + " has not gone after " + PATIENCE + "; the heap is in " + dump())
        .isNotNull();
  }

  /** Only the heap says who keeps it. */
  private static Path dump() {
    Path file = Path.of("target", "kept-" + System.nanoTime() + ".hprof").toAbsolutePath();
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(file.toString(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Collects until the object has gone. */
  public static void collectUntilGone(String what, Reference<?> reference) {
    collectUntil(what, () -> reference.refersTo(null));
  }

  /** Collects until all of them have gone. */
  public static void collectUntilGone(String what, List<? extends Reference<?>> references) {
    collectUntil(what, () -> references.stream().allMatch(r -> r.refersTo(null)));
  }
}

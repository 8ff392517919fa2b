package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;
import org.bascule.bench.report.Catalogue;
import org.bascule.bench.report.Measured;

/** A server that calls {@code int add(int, int)} a thousand times a second and sleeps between. */
final class PacedAdd {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int WARM_UP = 50_000;
  private static final int DIGITS = 3;
  private static final double MOST = 90;

  private PacedAdd() {}

  /**
   * Calls through the bridge, then by JNA.
   *
   * @param arguments the file to write, and for how many seconds each
   */
  public static void main(String[] arguments) throws IOException {
    int calls = (int) (TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1])) / PERIOD_NANOS);
    BridgeAdd.Demo bridge = new OpenSession().demo(BridgeAdd.Demo.class);
    JnaAdd.Demo jna = LinuxDemo.load(JnaAdd.Demo.class);
    Files.write(
        Path.of(arguments[0]),
        List.of(
            measure(Catalogue.PACED, () -> bridge.add(20, 22), calls),
            measure(Catalogue.PACED_JNA, () -> jna.add(20, 22), calls)));
  }

  private static String measure(String name, IntSupplier call, int calls) {
    for (int i = 0; i < WARM_UP; i++) {
      call.getAsInt();
    }
    Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
    long next = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      next += PERIOD_NANOS;
      sleepUntil(next);
      long start = System.nanoTime();
      call.getAsInt();
      nanos.recordValue(Math.min(System.nanoTime() - start, LONGEST_NANOS));
    }
    return new Measured(name, nanos.getValueAtPercentile(MOST)).format();
  }

  private static void sleepUntil(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

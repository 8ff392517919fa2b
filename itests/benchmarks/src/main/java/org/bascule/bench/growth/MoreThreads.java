package org.bascule.bench.growth;

import com.sun.jna.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import org.bascule.bench.LinuxDemo;
import org.bascule.bench.OpenSession;
import org.bascule.bench.report.Growing;
import org.bascule.bench.report.Point;

/** More and more threads that call {@code int add(int, int)} for some time. */
final class MoreThreads implements Grower {
  private static final int MOST = 16;
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int AT_ONCE = 64;

  /** What the DLL and the Linux library offer. */
  public interface Demo extends Library {
    int add(int a, int b);
  }

  @Override
  public void grow(Consumer<Point> points) throws Exception {
    Demo bascule = new OpenSession().demo(Demo.class);
    Demo jna = LinuxDemo.load(Demo.class);
    for (int threads = 1; threads <= MOST; threads *= 2) {
      points.accept(new Point(Growing.THREADS, "Bascule", threads, measure(bascule::add, threads)));
      points.accept(new Point(Growing.THREADS, "JNA", threads, measure(jna::add, threads)));
    }
  }

  /** The mean time of a call of one thread; the first half of the time is not counted. */
  private static double measure(IntBinaryOperator add, int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long counted = System.nanoTime() + NANOS;
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(() -> calls(add, counted));
      }
      long calls = 0;
      for (Future<Long> done : pool.invokeAll(work)) {
        calls += done.get();
      }
      return (double) NANOS * threads / calls;
    } finally {
      pool.shutdown();
    }
  }

  private static long calls(IntBinaryOperator add, long from) {
    call(add, from);
    return call(add, from + NANOS);
  }

  private static long call(IntBinaryOperator add, long until) {
    long calls = 0;
    int sum = 0;
    while (System.nanoTime() < until) {
      for (int i = 0; i < AT_ONCE; i++) {
        sum = add.applyAsInt(sum, i);
      }
      calls += AT_ONCE;
    }
    return calls;
  }
}

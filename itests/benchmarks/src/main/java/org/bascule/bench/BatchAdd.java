package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.FunctionHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * {@code int add(int, int)} a hundred times in one batch, each call taking the result of the one
 * before it, and the same one by one; the time of one call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchAdd {
  private static final int CALLS = 100;

  private FunctionHandle add;
  private Batch batch;

  /** Starts a Wine host. */
  @Setup
  public void open(OpenSession wine) {
    add = wine.demo("int add(int a, int b)");
    batch = wine.session().batch();
    Batch.Call last = batch.call(add, 20, 22);
    for (int i = 1; i < CALLS; i++) {
      last = batch.call(add, last.result(), i);
    }
  }

  /** All in one crossing. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public BatchResult batch() {
    return batch.run();
  }

  /** One crossing for each. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int oneByOne() {
    int last = (int) add.call(20, 22);
    for (int i = 1; i < CALLS; i++) {
      last = (int) add.call(last, i);
    }
    return last;
  }
}

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

/** A hundred calls of four functions of a Windows DLL in one batch; the time of one call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchOfFour {
  static final int CALLS = 100;

  private Batch batch;

  /** Starts a Wine host and says what is to be called. */
  @Setup
  public void load(OpenSession wine) {
    FunctionHandle add = wine.demo("int add(int a, int b)");
    FunctionHandle gcd = wine.demo("int gcd(int x, int y)");
    FunctionHandle addDoubles = wine.demo("double add_doubles(double a, double b)");
    FunctionHandle square = wine.demo("int16_t square_int(int16_t a)");
    batch = wine.session().batch();
    for (int i = 0; i < CALLS; i += 4) {
      batch.call(add, 20, 22);
      batch.call(gcd, 35, 42);
      batch.call(addDoubles, 1.5, 2.5);
      batch.call(square, 7);
    }
  }

  /** All in one crossing. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public BatchResult batch() {
    return batch.run();
  }
}

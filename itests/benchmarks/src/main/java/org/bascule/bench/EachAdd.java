package org.bascule.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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
 * {@code int add(int, int)} over a million pairs, through one handle of the bridge, and the same by
 * JNA's direct mapping in the JVM's own process; the time of one pair.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EachAdd {
  private static final int PAIRS = 1_000_000;

  private final JnaAdd reference = new JnaAdd();
  private FunctionHandle add;
  private final int[] a = new int[PAIRS];
  private final int[] b = new int[PAIRS];

  /** Starts a Wine host. */
  @Setup
  public void open(OpenSession wine) {
    Arrays.setAll(a, i -> i);
    Arrays.setAll(b, i -> 2 * i);
    reference.load();
    add = wine.demo("int add(int a, int b)");
  }

  /** All pairs in one call. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public int[] each() {
    return (int[]) add.each(a, b);
  }

  /** One call of JNA's for each pair. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public int[] jnaDirect() {
    int[] sums = new int[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      sums[i] = JnaAdd.Direct.add(a[i], b[i]);
    }
    return sums;
  }
}

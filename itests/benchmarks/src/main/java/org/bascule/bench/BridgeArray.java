package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A {@code double[1000]} that goes to a Windows DLL and is read back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeArray {
  static final int LENGTH = 1000;

  /** What the DLL offers. */
  public interface Demo {
    double average(double[] numbers, int count);
  }

  private final double[] numbers = new double[LENGTH];
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(Demo.class);
  }

  /** In and out. */
  @Benchmark
  public double doubles() {
    return demo.average(numbers, LENGTH);
  }
}

package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.spi.Abi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

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
  private Session session;
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void open() {
    session = Standalone.bascule().open(BridgeAdd.options());
    demo = session.load(Artifacts.demo(Abi.X64).toString(), Demo.class);
  }

  /** Ends it. */
  @TearDown
  public void close() {
    session.close();
  }

  /** In and out. */
  @Benchmark
  public double doubles() {
    return demo.average(numbers, LENGTH);
  }
}

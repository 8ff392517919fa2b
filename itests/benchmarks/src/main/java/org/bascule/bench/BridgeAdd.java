package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.spi.Abi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@code int add(int, int)} of a Windows DLL, through an interface of the bridge. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeAdd {
  /** What the DLL offers. */
  public interface Demo {
    int add(int a, int b);
  }

  private Demo demo;
  private int a = 20;
  private int b = 22;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(abi(), Demo.class);
  }

  /** The width of the DLL. */
  Abi abi() {
    return Abi.X64;
  }

  /** One call. */
  @Benchmark
  public int add() {
    return demo.add(a, b);
  }
}

package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.spi.Abi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A Windows DLL that calls {@code int (*)(int)} in Java, again and again in one call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeUpcall {
  static final int UPCALLS = 10_000;

  /** What the DLL calls. */
  public interface Counter {
    int next(int number);
  }

  /** What the DLL offers. */
  public interface Demo {
    int call_many(Counter callback, int count);
  }

  private final Counter counter = number -> number + 1;
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(abi(), Demo.class);
  }

  /** The width of the DLL. */
  Abi abi() {
    return Abi.X64;
  }

  /** One upcall. */
  @Benchmark
  @OperationsPerInvocation(UPCALLS)
  public int next() {
    return demo.call_many(counter, UPCALLS);
  }
}

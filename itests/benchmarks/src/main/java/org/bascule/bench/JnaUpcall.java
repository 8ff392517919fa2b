package org.bascule.bench;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same C function in a Linux shared object, which calls Java through JNA in one process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaUpcall {
  /** What the library calls. */
  public interface Counter extends Callback {
    int next(int number);
  }

  /** JNA's interface mapping. */
  public interface Demo extends Library {
    int call_many(Counter callback, int count);
  }

  private final Counter counter = number -> number + 1;
  private Demo demo;

  /** Loads it. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(Demo.class);
  }

  /** One upcall. */
  @Benchmark
  @OperationsPerInvocation(BridgeUpcall.UPCALLS)
  public int next() {
    return demo.call_many(counter, BridgeUpcall.UPCALLS);
  }
}

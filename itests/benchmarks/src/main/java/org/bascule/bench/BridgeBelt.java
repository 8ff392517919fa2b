package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A Windows DLL that takes nine numbers from a callback in Java. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeBelt {
  static final short ELEMENTS = 9;

  /** What the DLL calls. */
  public interface Belt {
    short get(short index);
  }

  /** What the DLL offers. */
  public interface Demo {
    short sum_elements_from_callback(short len, Belt getData);
  }

  private final Belt belt = index -> (short) (index + 1);
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(Demo.class);
  }

  /** One call and nine callbacks. */
  @Benchmark
  public short nine() {
    return demo.sum_elements_from_callback(ELEMENTS, belt);
  }
}

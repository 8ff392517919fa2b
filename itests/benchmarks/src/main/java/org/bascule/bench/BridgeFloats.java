package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.annotation.Direction;
import org.bascule.annotation.FunctionName;
import org.bascule.annotation.Memsync;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Many floats, to a Windows DLL that does not look at them, and back: what the road alone costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeFloats {
  static final String SIZE = "mebibytes";

  /** What the DLL offers. */
  public interface Demo {
    @FunctionName("is_null")
    int in(@Memsync(direction = Direction.IN) float[] numbers);

    @FunctionName("is_null")
    int out(@Memsync(direction = Direction.OUT) float[] numbers);

    @FunctionName("is_null")
    int inAndOut(float[] numbers);
  }

  /** How many MiB; named {@value #SIZE} for JMH. */
  @Param({"1", "16", "64"})
  public int mebibytes;

  private float[] numbers;
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    numbers = new float[(mebibytes << 20) / Float.BYTES];
    demo = wine.demo(Demo.class);
  }

  /** To the DLL. */
  @Benchmark
  public int in() {
    return demo.in(numbers);
  }

  /** From the DLL. */
  @Benchmark
  public int out() {
    return demo.out(numbers);
  }

  /** There and back. */
  @Benchmark
  public int inAndOut() {
    return demo.inAndOut(numbers);
  }
}

package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same floats for the same C function in a Linux shared object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaSort {
  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native void bubblesort(float[] a, int n);
  }

  private final float[] numbers = BridgeSort.example();
  private BridgeSort.Demo demo;

  /** Loads it both ways. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(BridgeSort.Demo.class);
    LinuxDemo.register(Direct.class);
  }

  /** Through the interface. */
  @Benchmark
  public float[] viaInterface() {
    demo.bubblesort(numbers, numbers.length);
    return numbers;
  }

  /** By the registered native method. */
  @Benchmark
  public float[] direct() {
    Direct.bubblesort(numbers, numbers.length);
    return numbers;
  }
}

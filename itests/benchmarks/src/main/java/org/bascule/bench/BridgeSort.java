package org.bascule.bench;

import com.sun.jna.Library;
import java.util.concurrent.TimeUnit;
import org.bascule.annotation.Memsync;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ten floats whose number another argument says, sorted in place by a Windows DLL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeSort {
  /** What the DLL offers, also in JNA's words. */
  public interface Demo extends Library {
    void bubblesort(@Memsync(length = "n") float[] a, int n);
  }

  private final float[] numbers = example();
  private Demo demo;

  static float[] example() {
    return new float[] {5.74f, 3.72f, 6.28f, 8.6f, 9.34f, 6.47f, 2.05f, 9.09f, 4.39f, 4.75f};
  }

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(Demo.class);
  }

  /** One call, by a directive. */
  @Benchmark
  public float[] sort() {
    demo.bubblesort(numbers, numbers.length);
    return numbers;
  }
}

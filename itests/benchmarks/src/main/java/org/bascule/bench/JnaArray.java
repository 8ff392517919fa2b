package org.bascule.bench;

import com.sun.jna.Library;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same array for the same C function in a Linux shared object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaArray {
  /** JNA's interface mapping. */
  public interface Demo extends Library {
    double average(double[] numbers, int count);
  }

  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native double average(double[] numbers, int count);
  }

  private final double[] numbers = new double[BridgeArray.LENGTH];
  private Demo demo;

  /** Loads it both ways. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(Demo.class);
    LinuxDemo.register(Direct.class);
  }

  /** Through the interface. */
  @Benchmark
  public double doubles() {
    return demo.average(numbers, BridgeArray.LENGTH);
  }

  /** By the registered native method. */
  @Benchmark
  public double doublesDirect() {
    return Direct.average(numbers, BridgeArray.LENGTH);
  }
}

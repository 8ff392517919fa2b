package org.bascule.bench;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same in JNA's {@code Memory}, for the same C function in a Linux shared object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaBlock {
  /** JNA's interface mapping. */
  public interface Demo extends Library {
    double average(Pointer numbers, int count);
  }

  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native double average(Pointer numbers, int count);
  }

  private final double[] numbers = new double[BridgeArray.LENGTH];
  private final Memory memory = new Memory((long) Double.BYTES * numbers.length);
  private Demo demo;

  /** Loads it both ways. */
  @Setup
  public void load() {
    memory.clear();
    demo = LinuxDemo.load(Demo.class);
    LinuxDemo.register(Direct.class);
  }

  /** Through the interface. */
  @Benchmark
  public double call() {
    return demo.average(memory, numbers.length);
  }

  /** By the registered native method. */
  @Benchmark
  public double callDirect() {
    return Direct.average(memory, numbers.length);
  }

  /** Java writes one number before, and reads one afterwards. */
  @Benchmark
  public double changeAndCall() {
    memory.setDouble(8, 2.5);
    return demo.average(memory, numbers.length) + memory.getDouble(16);
  }

  /** Java writes all of it before, and reads it afterwards. */
  @Benchmark
  public double copyAndCall() {
    memory.write(0, numbers, 0, numbers.length);
    double average = demo.average(memory, numbers.length);
    memory.read(0, numbers, 0, numbers.length);
    return average;
  }
}

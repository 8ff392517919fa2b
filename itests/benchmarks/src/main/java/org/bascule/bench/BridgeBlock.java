package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.bridge.HostBlock;
import org.bascule.spi.Address;
import org.bascule.spi.WindowsMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Memory that stays: 1,000 doubles in a block that Java and a Windows DLL share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeBlock {
  /** What the DLL offers. */
  public interface Demo {
    double average(Address numbers, int count);
  }

  private final double[] numbers = new double[BridgeArray.LENGTH];
  private HostBlock block;
  private WindowsMemory memory;
  private Address address;
  private Demo demo;

  /** Starts a Wine host and allocates there; the block goes with the session. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(Demo.class);
    block = wine.session().allocate((long) Double.BYTES * numbers.length);
    memory = block.memory();
    address = block.address();
  }

  /** The DLL reads all of it, Java nothing. */
  @Benchmark
  public double call() {
    return demo.average(address, numbers.length);
  }

  /** Java writes one number before, and reads one afterwards. */
  @Benchmark
  public double changeAndCall() {
    memory.putDouble(8, 2.5);
    return demo.average(address, numbers.length) + memory.getDouble(16);
  }

  /** Java writes all of it before, and reads it afterwards. */
  @Benchmark
  public double copyAndCall() {
    memory.putDoubles(0, numbers, 0, numbers.length);
    double average = demo.average(address, numbers.length);
    memory.getDoubles(0, numbers, 0, numbers.length);
    return average;
  }
}

package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same struct for the same C function in a Linux shared object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaStruct {
  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native double fill_in_bill(BridgeStruct.Bill of);
  }

  private final BridgeStruct.Bill bill = BridgeStruct.Bill.example();
  private BridgeStruct.JnaDemo demo;

  /** Loads it both ways. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(BridgeStruct.JnaDemo.class);
    LinuxDemo.register(Direct.class);
  }

  /** Through the interface. */
  @Benchmark
  public double viaInterface() {
    return demo.fill_in_bill(bill);
  }

  /** By the registered native method. */
  @Benchmark
  public double direct() {
    return Direct.fill_in_bill(bill);
  }
}

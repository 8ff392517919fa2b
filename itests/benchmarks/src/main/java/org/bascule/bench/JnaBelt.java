package org.bascule.bench;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same C function in a Linux shared object, which calls Java through JNA. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaBelt {
  /** What the library calls. */
  public interface Belt extends Callback {
    short get(short index);
  }

  /** JNA's interface mapping. */
  public interface Demo extends Library {
    short sum_elements_from_callback(short len, Belt getData);
  }

  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native short sum_elements_from_callback(short len, Belt getData);
  }

  private final Belt belt = index -> (short) (index + 1);
  private Demo demo;

  /** Loads it both ways. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(Demo.class);
    LinuxDemo.register(Direct.class);
  }

  /** Through the interface. */
  @Benchmark
  public short viaInterface() {
    return demo.sum_elements_from_callback(BridgeBelt.ELEMENTS, belt);
  }

  /** By the registered native method. */
  @Benchmark
  public short direct() {
    return Direct.sum_elements_from_callback(BridgeBelt.ELEMENTS, belt);
  }
}

package org.bascule.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@code double pow(double, double)} of the C library of Linux, by JNA. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaPow {
  /** JNA's interface mapping. */
  public interface LibM extends Library {
    double pow(double x, double y);
  }

  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native double pow(double x, double y);
  }

  private static final String LIBRARY = "libm.so.6";

  private LibM math;
  private double x = 2;
  private double y = 10;

  /** Loads it both ways. */
  @Setup
  public void load() {
    math = Native.load(LIBRARY, LibM.class);
    Native.register(Direct.class, LIBRARY);
  }

  /** One call through the interface. */
  @Benchmark
  public double viaInterface() {
    return math.pow(x, y);
  }

  /** One call of the registered native method. */
  @Benchmark
  public double direct() {
    return Direct.pow(x, y);
  }
}

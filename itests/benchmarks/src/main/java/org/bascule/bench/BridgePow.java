package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@code double pow(double, double)} of msvcrt, through an interface of the bridge. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgePow {
  /** What the C library offers. */
  public interface Msvcrt {
    double pow(double x, double y);
  }

  private Msvcrt msvcrt;
  private double x = 2;
  private double y = 10;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    msvcrt = wine.session().load("msvcrt", Msvcrt.class);
  }

  /** One call. */
  @Benchmark
  public double pow() {
    return msvcrt.pow(x, y);
  }
}

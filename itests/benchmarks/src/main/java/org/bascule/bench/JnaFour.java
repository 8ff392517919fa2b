package org.bascule.bench;

import com.sun.jna.Library;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The same four C functions in a Linux shared object, one after the other; the time of one call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaFour {
  /** JNA's interface mapping. */
  public interface Demo extends Library {
    int add(int a, int b);

    int gcd(int x, int y);

    double add_doubles(double a, double b);

    short square_int(short a);
  }

  private Demo demo;

  /** Loads it. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(Demo.class);
  }

  /** As many calls as the batch has. */
  @Benchmark
  @OperationsPerInvocation(BatchOfFour.CALLS)
  public double oneByOne() {
    double sum = 0;
    for (int i = 0; i < BatchOfFour.CALLS; i += 4) {
      sum += demo.add(20, 22);
      sum += demo.gcd(35, 42);
      sum += demo.add_doubles(1.5, 2.5);
      sum += demo.square_int((short) 7);
    }
    return sum;
  }
}

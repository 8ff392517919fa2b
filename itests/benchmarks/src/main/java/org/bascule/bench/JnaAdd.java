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

/** The same C function in a Linux shared object, called by JNA inside the JVM's own process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaAdd {
  /** JNA's interface mapping. */
  public interface Demo extends Library {
    int add(int a, int b);
  }

  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native int add(int a, int b);
  }

  private Demo demo;
  private int a = 20;
  private int b = 22;

  /** Loads it both ways. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(Demo.class);
    LinuxDemo.register(Direct.class);
  }

  /** One call through the interface. */
  @Benchmark
  public int viaInterface() {
    return demo.add(a, b);
  }

  /** One call of the registered native method. */
  @Benchmark
  public int direct() {
    return Direct.add(a, b);
  }
}

package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Session;
import org.bascule.bridge.Standalone;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A Windows DLL that calls {@code int (*)(int, int)} in Java, again and again in one call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeUpcall {
  static final int UPCALLS = 10_000;

  /** What the DLL calls. */
  public interface Adder {
    int add(int a, int b);
  }

  /** What the DLL offers. */
  public interface Demo {
    long call_often(int count, Adder adder);
  }

  private final Adder adder = Integer::sum;
  private Session session;
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void open() {
    session = Standalone.bascule().open(BridgeAdd.options());
    demo = session.load(Artifacts.unpack("x64/demo.dll").toString(), Demo.class);
  }

  /** Ends it. */
  @TearDown
  public void close() {
    session.close();
  }

  /** One upcall. */
  @Benchmark
  @OperationsPerInvocation(UPCALLS)
  public long add() {
    return demo.call_often(UPCALLS, adder);
  }
}

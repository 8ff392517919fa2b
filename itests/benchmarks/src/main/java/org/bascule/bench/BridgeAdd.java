package org.bascule.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.spi.Abi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** {@code int add(int, int)} of a Windows DLL, through an interface of the bridge. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeAdd {
  /** What the DLL offers. */
  public interface Demo {
    int add(int a, int b);
  }

  /** The defaults, unless the build says where its prefix is. */
  static SessionOptions options() {
    SessionOptions options = SessionOptions.defaults();
    String prefix = System.getProperty("bascule.test.prefix");
    return prefix == null ? options : options.withPrefix(Path.of(prefix));
  }

  private Session session;
  private Demo demo;
  private int a = 20;
  private int b = 22;

  /** Starts a Wine host. */
  @Setup
  public void open() {
    session = Standalone.bascule().open(options().withAbi(abi()));
    demo = session.load(Artifacts.demo(abi()).toString(), Demo.class);
  }

  /** The width of the DLL. */
  Abi abi() {
    return Abi.X64;
  }

  /** Ends it. */
  @TearDown
  public void close() {
    session.close();
  }

  /** One call. */
  @Benchmark
  public int add() {
    return demo.add(a, b);
  }
}

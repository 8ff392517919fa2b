package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Text of 32 characters, to a Windows DLL and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeText {
  static final String TEXT = "A text that has 32 characters...";

  /** What the DLL offers. */
  public interface Demo {
    long count_chars(String text);

    String motto();

    String echo_chars(String text);
  }

  private String text = TEXT;
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(Demo.class);
  }

  /** Text in. */
  @Benchmark
  public long in() {
    return demo.count_chars(text);
  }

  /** Text as result. */
  @Benchmark
  public String out() {
    return demo.motto();
  }

  /** Text in, and the same text as result. */
  @Benchmark
  public String inAndOut() {
    return demo.echo_chars(text);
  }
}

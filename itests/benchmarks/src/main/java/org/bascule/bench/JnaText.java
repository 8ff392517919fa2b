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

/** The same text for the same C functions in a Linux shared object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaText {
  /** JNA's interface mapping. */
  public interface Demo extends Library {
    long count_chars(String text);

    String motto();

    String echo_chars(String text);
  }

  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native long count_chars(String text);

    static native String motto();

    static native String echo_chars(String text);
  }

  private String text = BridgeText.TEXT;
  private Demo demo;

  /** Loads it both ways. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(Demo.class);
    LinuxDemo.register(Direct.class);
  }

  /** Text in, through the interface. */
  @Benchmark
  public long in() {
    return demo.count_chars(text);
  }

  /** Text in, by the registered native method. */
  @Benchmark
  public long inDirect() {
    return Direct.count_chars(text);
  }

  /** Text out, through the interface. */
  @Benchmark
  public String out() {
    return demo.motto();
  }

  /** Text out, by the registered native method. */
  @Benchmark
  public String outDirect() {
    return Direct.motto();
  }

  /** Text in and out, through the interface. */
  @Benchmark
  public String inAndOut() {
    return demo.echo_chars(text);
  }

  /** Text in and out, by the registered native method. */
  @Benchmark
  public String inAndOutDirect() {
    return Direct.echo_chars(text);
  }
}

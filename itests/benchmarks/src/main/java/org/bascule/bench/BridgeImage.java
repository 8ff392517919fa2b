package org.bascule.bench;

import java.util.concurrent.TimeUnit;
import org.bascule.annotation.Memsync;
import org.bascule.spi.Ref;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An image of 10 x 10 points, filtered by a Windows DLL whose kernel is a callback in Java. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeImage {
  static final short SIDE = 10;

  /** A picture, or a part of one. */
  public record Image(
      @Memsync(length = "width * height") short[] data, short width, short height) {}

  /** A picture that the DLL allocates. */
  public record Result(
      @Memsync(length = "width * height", free = "free_memory") short[] data,
      short width,
      short height) {}

  /** The kernel. */
  public interface Filter {
    short apply(Ref<Image> window);
  }

  /** What the DLL offers. */
  public interface Demo {
    void apply_filter_to_image(Ref<Image> in, Ref<Result> out, Filter filter);
  }

  private final Ref<Image> in = new Ref<>(new Image(new short[SIDE * SIDE], SIDE, SIDE));
  private final Filter filter = window -> window.get().data()[4];
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    demo = wine.demo(Demo.class);
  }

  /** One call and a hundred callbacks, each with nine points. */
  @Benchmark
  public Result filter() {
    Ref<Result> out = new Ref<>(new Result(null, (short) 0, (short) 0));
    demo.apply_filter_to_image(in, out, filter);
    return out.get();
  }
}

package org.bascule.bench;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same image and kernel for the same C function in a Linux shared object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaImage {
  /** A picture, or a part of one. */
  @FieldOrder({"data", "width", "height"})
  public static class Image extends Structure {
    public Pointer data;
    public short width;
    public short height;
  }

  /** The kernel. */
  public interface Filter extends Callback {
    short apply(Image window);
  }

  /** JNA's interface mapping. */
  public interface Demo extends Library {
    void apply_filter_to_image(Image in, Image out, Filter filter);

    void free_memory(Pointer memory);
  }

  private final Memory points = new Memory(Short.BYTES * BridgeImage.SIDE * BridgeImage.SIDE);
  private final Image in = new Image();
  private final Filter filter = window -> window.data.getShortArray(0, 9)[4];
  private Demo demo;

  /** Loads it and makes an image. */
  @Setup
  public void load() {
    demo = LinuxDemo.load(Demo.class);
    points.clear();
    in.data = points;
    in.width = BridgeImage.SIDE;
    in.height = BridgeImage.SIDE;
  }

  /** One call and a hundred callbacks, each with nine points. */
  @Benchmark
  public short[] filter() {
    Image out = new Image();
    demo.apply_filter_to_image(in, out, filter);
    short[] result = out.data.getShortArray(0, out.width * out.height);
    demo.free_memory(out.data);
    return result;
  }
}

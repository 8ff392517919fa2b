package org.bascule.bench;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As many floats by JNA, which copies them there and back, and by {@code memcpy} alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaFloats {
  /** JNA's interface mapping. */
  public interface Demo extends Library {
    int is_null(float[] numbers);
  }

  /** JNA's direct mapping, of the C library too. */
  static final class Direct {
    private Direct() {}

    static native int is_null(float[] numbers);
  }

  /** The C library of Linux. */
  static final class LibC {
    private LibC() {}

    static native Pointer memcpy(Pointer to, Pointer from, long bytes);
  }

  /** How many MiB, as in {@link BridgeFloats}. */
  @Param({"1", "16", "64"})
  public int mebibytes;

  private float[] numbers;
  private Memory here;
  private Memory there;
  private Demo demo;

  /** Loads it both ways. */
  @Setup
  public void load() {
    long bytes = (long) mebibytes << 20;
    numbers = new float[(int) (bytes / Float.BYTES)];
    here = new Memory(bytes);
    here.clear();
    there = new Memory(bytes);
    there.clear();
    demo = LinuxDemo.load(Demo.class);
    LinuxDemo.register(Direct.class);
    Native.register(LibC.class, "libc.so.6");
  }

  /** Gives the memory back at once, since there is much of it. */
  @TearDown
  public void free() {
    here.close();
    there.close();
  }

  /** There and back, through the interface. */
  @Benchmark
  public int viaInterface() {
    return demo.is_null(numbers);
  }

  /** There and back, by the registered native method. */
  @Benchmark
  public int direct() {
    return Direct.is_null(numbers);
  }

  /** As many bytes copied once. */
  @Benchmark
  public Pointer oneCopy() {
    return LibC.memcpy(there, here, here.size());
  }

  /** As many bytes copied there and back. */
  @Benchmark
  public Pointer twoCopies() {
    LibC.memcpy(there, here, here.size());
    return LibC.memcpy(here, there, here.size());
  }
}

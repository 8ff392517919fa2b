package org.bascule.bench;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.bascule.bench.world.Program;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.WindowsWorld;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same program's calls, with plain JNA on Linux and in JNA's Windows world. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorldCalls {
  /** Where the program runs. */
  @Param({"windows", "linux"})
  public String world;

  private int value = -5;
  private String text = BridgeText.TEXT;
  private IntUnaryOperator abs;
  private IntBinaryOperator add;
  private DoubleSupplier struct;
  private ToLongFunction<String> count;
  private Supplier<?> memory;

  /** Loads the program into its world. */
  @Setup
  @SuppressWarnings("unchecked")
  public void load(OpenSession wine) throws ReflectiveOperationException {
    Map<String, Object> calls = world.equals("windows") ? inWindows(wine) : onLinux();
    abs = (IntUnaryOperator) calls.get("abs");
    add = (IntBinaryOperator) calls.get("add");
    struct = (DoubleSupplier) calls.get("struct");
    count = (ToLongFunction<String>) calls.get("text");
    memory = (Supplier<?>) calls.get("memory");
  }

  private static Map<String, Object> onLinux() {
    return new Program().apply(Artifacts.unpack("linux/libdemo.so").toString());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inWindows(OpenSession wine)
      throws ReflectiveOperationException {
    URL jar = Program.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader =
        WindowsWorld.loader(List.of(jar), WorldCalls.class.getClassLoader(), wine.session());
    Object program =
        loader.loadClass(Program.class.getName()).getDeclaredConstructor().newInstance();
    return ((Function<String, Map<String, Object>>) program)
        .apply(Artifacts.demo(Abi.X64).toString());
  }

  /** A scalar, through an interface. */
  @Benchmark
  public int abs() {
    return abs.applyAsInt(value);
  }

  /** Scalars, by a registered native method. */
  @Benchmark
  public int direct() {
    return add.applyAsInt(value, 7);
  }

  /** A struct by reference. */
  @Benchmark
  public double struct() {
    return struct.getAsDouble();
  }

  /** Text of 32 characters. */
  @Benchmark
  public long text() {
    return count.applyAsLong(text);
  }

  /** Memory of 40 bytes. */
  @Benchmark
  public Object memory() {
    return memory.get();
  }
}

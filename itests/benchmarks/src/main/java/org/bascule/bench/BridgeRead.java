package org.bascule.bench;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Session;
import org.bascule.bridge.Variable;
import org.bascule.spi.WindowsMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading memory that the DLL has allocated, through a pointer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeRead {
  private static final int SIZE = 64;

  /** The C library's allocator. */
  public interface Msvcrt extends Library {
    Pointer calloc(long count, long size);
  }

  private Pointer pointer;
  private WindowsMemory memory;
  private Variable<Object> struct;
  private final int[] array = new int[SIZE / Integer.BYTES];

  /** Starts a Wine host and allocates there. */
  @Setup
  public void open(OpenSession wine) {
    Session session = wine.session();
    pointer = session.load("msvcrt", Msvcrt.class).calloc(1, SIZE);
    org.bascule.spi.Address address = new org.bascule.spi.Address(Pointer.nativeValue(pointer));
    memory = session.memory(address, SIZE);
    struct = session.at(address, "struct { int a, b; double c, d; char text[32]; }");
    struct.set(Map.of("a", 1, "b", 2, "c", 3.5, "d", 4.5, "text", "of the DLL"));
  }

  /** One number through JNA's pointer. */
  @Benchmark
  public int number() {
    return pointer.getInt(4);
  }

  /** An array of 16 numbers. */
  @Benchmark
  public int array() {
    memory.getInts(0, array, 0, array.length);
    return array[1];
  }

  /** A struct of five members. */
  @Benchmark
  public Object struct() {
    return struct.get();
  }
}

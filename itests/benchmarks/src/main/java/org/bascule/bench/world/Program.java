package org.bascule.bench.world;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Calls of a program that was written with JNA. Given the path of the demonstration library, it
 * tells them by their names, as types that every class loader shares.
 */
public final class Program implements Function<String, Map<String, Object>> {
  private static final int SMALL = 40;

  /** Of the C library. */
  public interface C extends Library {
    int abs(int value);
  }

  /** Of the demonstration library. */
  public interface Demo extends Library {
    double fill_in_bill(Bill of);

    long count_chars(String text);
  }

  /** Six members, of which the function fills in two. */
  @FieldOrder({"quantity", "taxPercent", "price", "discount", "net", "gross"})
  public static class Bill extends Structure {
    public int quantity = 3;
    public int taxPercent = 7;
    public double price = 9.5;
    public double discount = 1.5;
    public double net;
    public double gross;
  }

  /** JNA's direct mapping. */
  static final class Direct {
    private Direct() {}

    static native int add(int a, int b);
  }

  @Override
  public Map<String, Object> apply(String library) {
    C c = Native.load(Platform.isWindows() ? "msvcrt" : "c", C.class);
    Demo demo = Native.load(library, Demo.class);
    Native.register(Direct.class, library);
    Bill bill = new Bill();
    IntUnaryOperator abs = c::abs;
    IntBinaryOperator add = Direct::add;
    DoubleSupplier fillIn = () -> demo.fill_in_bill(bill);
    ToLongFunction<String> count = demo::count_chars;
    Supplier<Object> memory = () -> new Memory(SMALL);
    return Map.of("abs", abs, "add", add, "struct", fillIn, "text", count, "memory", memory);
  }
}

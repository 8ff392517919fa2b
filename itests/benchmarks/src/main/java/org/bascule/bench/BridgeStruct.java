package org.bascule.bench;

import com.sun.jna.Library;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.concurrent.TimeUnit;
import org.bascule.spi.Ref;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A struct of six members by reference, of which a Windows DLL changes two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeStruct {
  /** What the DLL offers, in JNA's words. */
  public interface JnaDemo extends Library {
    double fill_in_bill(Bill of);
  }

  /** What the DLL offers, in plain Java. */
  public interface Demo {
    double fill_in_bill(Ref<BillRecord> of);
  }

  /** The struct in JNA's words. */
  @FieldOrder({"quantity", "taxPercent", "price", "discount", "net", "gross"})
  public static class Bill extends Structure {
    public int quantity;
    public int taxPercent;
    public double price;
    public double discount;
    public double net;
    public double gross;

    /** One whose last members can be filled in. */
    static Bill example() {
      Bill bill = new Bill();
      bill.quantity = 3;
      bill.taxPercent = 7;
      bill.price = 9.5;
      bill.discount = 1.5;
      return bill;
    }
  }

  /** The struct as a record. */
  public record BillRecord(
      int quantity, int taxPercent, double price, double discount, double net, double gross) {}

  private final Bill bill = Bill.example();
  private final Ref<BillRecord> bound = new Ref<>(new BillRecord(3, 7, 9.5, 1.5, 0, 0));
  private JnaDemo jna;
  private Demo demo;

  /** Starts a Wine host. */
  @Setup
  public void load(OpenSession wine) {
    jna = wine.demo(JnaDemo.class);
    demo = wine.demo(Demo.class);
  }

  /** One object of JNA's, again and again. */
  @Benchmark
  public double structure() {
    return jna.fill_in_bill(bill);
  }

  /** One reference, in which each call leaves a new record. */
  @Benchmark
  public double record() {
    return demo.fill_in_bill(bound);
  }
}

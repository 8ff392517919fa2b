package org.bascule.itest.jdk;

import java.util.Arrays;
import java.util.Random;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;
import org.bascule.spi.Ref;

/**
 * Calls, callbacks, structs and shared memory, with a collection between them and inside callbacks;
 * a program of its own, so that it can be run by JVMs of many kinds.
 */
public final class CollectorProgram {
  private static final int ROUNDS = 20;
  private static final int NUMBERS = 50;

  /** Of msvcrt. */
  public interface Msvcrt {
    double pow(double x, double y);

    void qsort(
        int[] base,
        @DeclaredAs("size_t") long count,
        @DeclaredAs("size_t") long width,
        Comparison compare);
  }

  /** Of qsort. */
  public interface Comparison {
    int compare(Ref<Integer> a, Ref<Integer> b);
  }

  /** Of demo.dll. */
  public interface Demo {
    void sub_int(Ref<Subtraction> values);
  }

  /** What sub_int subtracts, and where it puts the difference. */
  public record Subtraction(int a, int b, int diff) {}

  private final Session session;
  private final Msvcrt msvcrt;
  private final Demo demo;
  private final FunctionHandle sort;

  private CollectorProgram(Session session) {
    this.session = session;
    this.msvcrt = session.load("msvcrt", Msvcrt.class);
    this.demo = session.load(TestBed.demo(), Demo.class);
    this.sort = session.function(TestBed.demo(), "void bubblesort(void *a, int n)");
  }

  /** Prints what went wrong, and then how many rounds there were. */
  public static void main(String[] arguments) {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      CollectorProgram program = new CollectorProgram(session);
      for (int round = 0; round < ROUNDS; round++) {
        program.round(round);
      }
    }
    System.out.println(ROUNDS + " rounds");
  }

  private void round(int round) {
    check("call", msvcrt.pow(2, round) == 1L << round);
    System.gc();
    check("callback", sorts(new Random(round).ints(NUMBERS).toArray()));
    System.gc();
    check("struct", subtracts(round));
    System.gc();
    check("shared memory", sortsInPlace(round));
  }

  private static void check(String what, boolean right) {
    if (!right) {
      System.out.println(what + ": wrong");
    }
  }

  /** A new callback each time, and one collection while the DLL has it. */
  private boolean sorts(int[] numbers) {
    int[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int[] comparisons = new int[1];
    msvcrt.qsort(
        numbers,
        numbers.length,
        Integer.BYTES,
        (a, b) -> {
          if (comparisons[0]++ == NUMBERS) {
            System.gc();
          }
          return Integer.compare(a.get(), b.get());
        });
    return Arrays.equals(numbers, sorted) && comparisons[0] > NUMBERS;
  }

  private boolean subtracts(int round) {
    Ref<Subtraction> values = new Ref<>(new Subtraction(round, 5, 0));
    demo.sub_int(values);
    return values.get().equals(new Subtraction(round, 5, round - 5));
  }

  private boolean sortsInPlace(int round) {
    try (HostBlock block = session.allocate(3L * Float.BYTES)) {
      block.memory().putFloats(0, new float[] {round + 2f, round, round + 1f}, 0, 3);
      System.gc();
      sort.call(block.address(), 3);
      float[] sorted = new float[3];
      block.memory().getFloats(0, sorted, 0, 3);
      return Arrays.equals(sorted, new float[] {round, round + 1f, round + 2f});
    }
  }
}

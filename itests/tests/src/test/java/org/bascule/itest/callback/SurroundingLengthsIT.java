package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.FunctionHandle;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lengths in a callback's type that name arguments of the call around it, or members beside it. */
class SurroundingLengthsIT {
  private static final String QSORT =
      "void qsort([length(n * size)] void *base, size_t n, size_t size,"
          + " int (*compare)([length(size)] const uint8_t *a, [length(size)] const uint8_t *b))";

  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static String dll() {
    return TestBed.dll("variables").toString();
  }

  /** Compares what the call around it says the size of. */
  public interface Compare {
    int compare(@Memsync(length = "size") byte[] a, @Memsync(length = "size") byte[] b);
  }

  /** The C library's. */
  public interface Sorting {
    void qsort(
        @Memsync(length = "n * size") byte[] base,
        @DeclaredAs("size_t") long n,
        @DeclaredAs("size_t") long size,
        Compare compare);
  }

  /** The same of JNA's. */
  public interface JnaSorting extends Library {
    /** Its callback. */
    interface Compare extends Callback {
      int compare(@Memsync(length = "size") byte[] a, @Memsync(length = "size") byte[] b);
    }

    void qsort(Pointer base, SIZE_T n, SIZE_T size, Compare compare);
  }

  @Test
  void argumentsOfTheCallAroundIt() {
    byte[] words = "ccaabb".getBytes();

    WINE.session()
        .function("msvcrt", QSORT)
        .call(words, 3, 2, (NativeFunction) a -> Arrays.compare((byte[]) a[0], (byte[]) a[1]));

    assertThat(new String(words)).isEqualTo("aabbcc");
    byte[] triples = "zzzyyyxxx".getBytes();
    WINE.session()
        .function("msvcrt", QSORT)
        .call(triples, 3, 3, (NativeFunction) a -> Arrays.compare((byte[]) a[0], (byte[]) a[1]));
    assertThat(new String(triples)).isEqualTo("xxxyyyzzz");
  }

  @Test
  void inInterfacesToo() {
    byte[] words = "ccaabb".getBytes();
    WINE.session().load("msvcrt", Sorting.class).qsort(words, 3, 2, Arrays::compare);
    assertThat(new String(words)).isEqualTo("aabbcc");

    try (Memory memory = new Memory(6)) {
      memory.write(0, "ccaabb".getBytes(), 0, 6);
      JnaSorting.Compare compare = Arrays::compare;
      WINE.session()
          .load("msvcrt", JnaSorting.class)
          .qsort(memory, new SIZE_T(3), new SIZE_T(2), compare);
      assertThat(new String(memory.getByteArray(0, 6))).isEqualTo("aabbcc");
    }
  }

  @Test
  void membersOfTheStructThatHoldsThePointer() {
    Object sum =
        WINE.session()
            .function(
                dll(),
                "int visit(struct { int count; int (*each)([length(count)] int *values);"
                    + " [length(count)] int *values; } *v)")
            .call(
                Map.of(
                    "count",
                    3,
                    "each",
                    (NativeFunction) a -> IntStream.of((int[]) a[0]).sum(),
                    "values",
                    new int[] {1, 20, 300}));

    assertThat(sum).isEqualTo(321);
  }

  @Test
  void outsideOfThatCallThereIsNoLength() {
    NativeFunction sum = a -> IntStream.of((int[]) a[0]).sum();
    String counted =
        "int sum_of([length(n)] const int *values, int n, int (*sum)([length(n)] const int *values))";
    assertThat(WINE.session().function(dll(), counted).call(new int[] {1, 2, 3}, 3, sum))
        .isEqualTo(6);
    assertThatThrownBy(() -> WINE.session().callback("int (*)([length(n)] const int *values)", sum))
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining("\"n\"");
    assertThatThrownBy(
            () ->
                WINE.session()
                    .function(
                        dll(),
                        "int sum_of(const int *v, int n, int (*sum)([length(m)] const int *v))"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind callback int (*)(const int v[m])
              where: length of argument 0, column 1
                m
                ^
              expected: one of v, result, n, sum
              actual: "m"
              remedy: correct the directive""");
  }

  @Test
  void aFunctionThatIsCalledLaterSaysSo() {
    NativeFunction sum = a -> IntStream.of((int[]) a[0]).sum();
    FunctionHandle store =
        WINE.session().function(dll(), "int store(int n, int (*f)([length(n)] const int *values))");
    FunctionHandle later = WINE.session().function(dll(), "int call_stored(void)");
    assertThat(store.call(3, sum)).isEqualTo(3);

    assertThatThrownBy(later::call)
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith(
            """
            BSC-407 cannot run callback int (*)(const int values[n])
              where: a length that names n
              expected: a call in progress on this thread that the function was passed to
              actual: none
              remedy: have the length among the callback's own parameters, if it is called later or by another thread""");
    Reference.reachabilityFence(sum);
  }
}

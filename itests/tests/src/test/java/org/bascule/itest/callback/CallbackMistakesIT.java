package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.annotation.Memsync;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callbacks that are declared wrongly, or give what does not fit. */
class CallbackMistakesIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final NativeFunction NOTHING = arguments -> null;

  /** Its directive names no parameter. */
  public interface Row {
    void change(@Memsync(length = "number") float[] row, int count);
  }

  /** Two methods. */
  public interface Two {
    int one(int value);

    int two(int value);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    void change_rows(@Memsync(length = "4") float[] data, int rows, int columns, Row change);
  }

  /** The same with a wrong callback. */
  public interface Wrong {
    int run(Two f, int value);
  }

  @Test
  void aDirectiveOfACallbackThatNamesNothing() {
    assertThatThrownBy(
            () ->
                WINE.call(
                    "void change_rows(float data[4], int rows, int columns,"
                        + " void (*change)(float row[m], int n))",
                    new float[4],
                    2,
                    2,
                    NOTHING))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind callback void (*)(float row[m], int n)
              where: length of argument 0, column 1
                m
                ^
              expected: one of row, n, data, rows, columns, change
              actual: "m"
              remedy: correct the directive""");
    assertThatThrownBy(
            () -> WINE.load(Upcalls.class).change_rows(new float[4], 2, 2, (row, count) -> {}))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind callback %s
              where: length of argument 0, column 1
                number
                ^
              expected: one of row, count, data, rows, columns, change
              actual: "number"
              remedy: correct the directive"""
                .formatted(Row.class.getTypeName()));
  }

  @Test
  void aFunctionTypeWithAnUnknownTypeOrWithoutEnd() {
    assertThatThrownBy(() -> WINE.call("int run(int (*f)(nonsense value), int value)", NOTHING, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-302 cannot bind ")
        .hasMessageContaining("nonsense");
    assertThatThrownBy(() -> WINE.call("int run(int (*f)(int, ...), int value)", NOTHING, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0
              where: column 9
                int run(int (*f)(int, ...), int value)
                        ^
              expected: a fixed number of parameters
              actual: int (*)(int, ...)
              remedy: declare the parameters that it is called with""");
  }

  @Test
  void anInterfaceThatIsNoFunction() {
    Two two =
        new Two() {
          @Override
          public int one(int value) {
            return value;
          }

          @Override
          public int two(int value) {
            return value;
          }
        };
    assertThatThrownBy(() -> WINE.load(Wrong.class).run(two, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-302 cannot bind ")
        .hasMessageContaining(Two.class.getTypeName());
  }

  @Test
  void aLengthThatDoesNotFitWhatTheCallbackGot() {
    AtomicInteger runs = new AtomicInteger();
    NativeFunction change =
        arguments -> {
          runs.incrementAndGet();
          return null;
        };
    assertThatThrownBy(
            () ->
                WINE.call(
                    "void change_rows(float data[4], int rows, int columns,"
                        + " void (*change)(float row[n - 3], int n))",
                    new float[4],
                    2,
                    2,
                    change))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("BSC-407 ")
        .hasMessageContaining("n - 3");
    assertThat(runs).hasValue(0);
  }
}

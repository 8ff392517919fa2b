package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.CallbackOptions.AfterException;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.BasculeException;
import org.bascule.error.NativeFaultException;
import org.bascule.itest.LogLines;
import org.bascule.itest.TestBed;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of exceptions that callbacks throw. */
class CallbackExceptionsIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  /** May throw anything. */
  public interface Risky {
    int run(int value) throws Exception;
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run_each(IntUnaryOperator f, @Memsync(length = "count") int[] results, int count);

    int run(Risky f, int value);

    int call_once_on_thread(Risky f);
  }

  private final Upcalls upcalls = WINE.load(Upcalls.class);

  private static IllegalStateException failure(int value) {
    return new IllegalStateException("value " + value);
  }

  @Test
  void theCallerGetsTheVeryExceptionWithBothTraces() {
    IllegalStateException[] thrown = new IllegalStateException[1];
    Throwable caught =
        catchThrowable(
            () ->
                upcalls.run(
                    value -> {
                      thrown[0] = failure(value);
                      throw thrown[0];
                    },
                    1));
    assertThat(caught).isSameAs(thrown[0]);
    assertThat(caught.getSuppressed()).hasSize(1);
    assertThat(caught.getSuppressed()[0])
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-505 cannot call %s.run
              expected: that its callbacks return
              actual: one threw java.lang.IllegalStateException; the DLL got 0 and went on
              remedy: see the exception that carries this note"""
                .formatted(UpcallSession.dll()));
    assertThat(caught.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().contains("lambda$theCallerGetsTheVeryException"));
    assertThat(caught.getSuppressed()[0].getStackTrace())
        .anyMatch(frame -> frame.getMethodName().contains("theCallerGetsTheVeryException"));
  }

  @Test
  void checkedExceptionsAndErrorsGoThroughAsTheyAre() {
    assertThatThrownBy(
            () ->
                upcalls.run(
                    value -> {
                      throw new IOException("no paper");
                    },
                    1))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no paper");
    assertThatThrownBy(
            () ->
                upcalls.run(
                    value -> {
                      throw new AssertionError("really");
                    },
                    1))
        .isExactlyInstanceOf(AssertionError.class);
    NativeFunction broken =
        arguments -> {
          throw new InterruptedException("now");
        };
    assertThatThrownBy(() -> WINE.call("int run(int (*f)(int), int value)", broken, 1))
        .isExactlyInstanceOf(InterruptedException.class);
  }

  @Test
  void laterCallbacksOfTheCallAreRefused() {
    AtomicInteger runs = new AtomicInteger();
    int[] results = {9, 9, 9, 9, 9};
    IntUnaryOperator thirdFails =
        value -> {
          runs.incrementAndGet();
          if (value == 2) {
            throw failure(value);
          }
          return value + 100;
        };
    assertThatThrownBy(() -> upcalls.run_each(thirdFails, results, 5)).hasMessage("value 2");
    assertThat(runs).hasValue(3);
    // What the DLL did is not read back: the call has failed.
    assertThat(results).containsOnly(9);
    int[] next = new int[2];
    assertThat(upcalls.run_each(thirdFails, next, 2)).isEqualTo(2);
    assertThat(next).containsExactly(100, 101);
  }

  @Test
  void laterCallbacksRunIfTheSessionSaysSo() {
    CallbackOptions options = CallbackOptions.DEFAULT.withAfterException(AfterException.RUN);
    try (Session session = Standalone.bascule().open(TestBed.options().withCallbacks(options))) {
      AtomicInteger runs = new AtomicInteger();
      Throwable caught =
          catchThrowable(
              () ->
                  session
                      .load(UpcallSession.dll(), Upcalls.class)
                      .run_each(
                          value -> {
                            runs.incrementAndGet();
                            throw failure(value);
                          },
                          new int[4],
                          4));
      assertThat(runs).hasValue(4);
      assertThat(caught).hasMessage("value 0");
      assertThat(Arrays.stream(caught.getSuppressed()).map(Throwable::getMessage))
          .startsWith("value 1", "value 2", "value 3");
    }
  }

  @Test
  void theDllGetsZeroForACallbackThatFails() {
    int[] fromDll = new int[1];
    int outer =
        upcalls.run(
            value -> {
              try {
                upcalls.run(
                    inner -> {
                      throw failure(inner);
                    },
                    value);
                return -1;
              } catch (IllegalStateException expected) {
                fromDll[0]++;
                return value + 5;
              }
            },
            10);
    assertThat(outer).isEqualTo(15);
    assertThat(fromDll[0]).isEqualTo(1);
  }

  @Test
  void anExceptionComesUpThroughNestedCalls() {
    Throwable caught = catchThrowable(() -> upcalls.run(value -> throwing(value, 4), 1));
    assertThat(caught).hasMessage("value 1");
    assertThat(caught.getSuppressed())
        .hasSize(6)
        .allSatisfy(note -> assertThat(note).hasMessageStartingWith("BSC-505 "));
    assertThat(upcalls.run(value -> value, 3)).isEqualTo(3);
  }

  private int throwing(int value, int depth) {
    if (depth < 0) {
      throw failure(value);
    }
    return upcalls.run(inner -> throwing(inner, depth - 1), value);
  }

  @Test
  void anExceptionThatIsThrownAgainAndAgainStaysSmall() {
    IllegalStateException always = failure(0);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(
              () ->
                  upcalls.run(
                      value -> {
                        throw always;
                      },
                      1))
          .isSameAs(always);
    }
    assertThat(always.getSuppressed()).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void aResultThatDoesNotFitIsAnErrorOfTheCallback() {
    String run = "int run(int (*f)(int), int value)";
    assertThatThrownBy(() -> WINE.call(run, (NativeFunction) arguments -> 1L << 40, 1))
        .isInstanceOf(org.bascule.error.ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take the result of callback int (*)(int)
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: 1099511627776
              remedy: pass a value in that range, or call a function that takes a wider type""");
    assertThat(WINE.call(run, (NativeFunction) arguments -> null, 1)).isEqualTo(0);
  }

  @Test
  void aFaultOfTheDllInsideACallbackIsAnExceptionThere() {
    Session session = WINE.session();
    int result =
        upcalls.run(
            value -> {
              Throwable fault =
                  catchThrowable(
                      () -> session.function(TestBed.faults(), "void null_write(void)").call());
              return fault instanceof NativeFaultException ? value : -1;
            },
            77);
    assertThat(result).isEqualTo(77);
    assertThatThrownBy(
            () ->
                upcalls.run(
                    value -> {
                      session.function(TestBed.faults(), "void null_write(void)").call();
                      return 0;
                    },
                    1))
        .isInstanceOf(NativeFaultException.class);
    assertThat(upcalls.run(value -> value, 3)).isEqualTo(3);
  }

  @Test
  void onAThreadOfTheDllItGoesIntoTheLog() {
    try (LogLines log = new LogLines()) {
      String[] thread = new String[1];
      IllegalStateException thrown = failure(5);
      assertThat(
              upcalls.call_once_on_thread(
                  value -> {
                    thread[0] = Thread.currentThread().getName();
                    throw thrown;
                  }))
          .isEqualTo(7);
      assertThat(log.messages())
          .containsExactly(
              """
              BSC-505 cannot run callback %s
                where: thread %s
                expected: that it returns
                actual: it threw java.lang.IllegalStateException: value 5; the DLL got 0
                remedy: catch exceptions in callbacks for threads of the DLL, or set an exception handler"""
                  .formatted(Risky.class.getTypeName(), thread[0]));
      assertThat(log.thrown()).containsExactly(thrown);
    }
  }
}

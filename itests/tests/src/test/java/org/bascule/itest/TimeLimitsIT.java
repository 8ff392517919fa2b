package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.Batch;
import org.bascule.bridge.CallLimits;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.CallInterruptedException;
import org.bascule.error.CallTimeoutException;
import org.bascule.error.HostEndedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that do not return, and threads that do not want to wait for them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeLimitsIT {
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final FunctionOptions LIMITED = FunctionOptions.NONE.withTimeout(LIMIT);
  private static final String ENDED =
      "; nothing else stops foreign code, so the host has been ended, and all calls in it have"
          + " failed\n";

  private Session session;

  /** Of hangs.dll. */
  public interface Hangs {
    @org.bascule.annotation.Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
    int loop_for_ever();

    int wait_milliseconds(int milliseconds);

    @org.bascule.annotation.Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
    int call_step(IntUnaryOperator step, int value);

    int call_and_wait(IntUnaryOperator step, int value);
  }

  @BeforeEach
  void open() {
    CallLimits limits = CallLimits.DEFAULT.withGrace(Duration.ofMillis(100));
    session = Standalone.bascule().open(TestBed.options().withLimits(limits));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static String hangs() {
    return TestBed.dll("hangs").toString();
  }

  private FunctionHandle limited(String prototype) {
    return session.function(hangs(), prototype, LIMITED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop_for_ever", "wait_for_ever", "deadlock"})
  void aCallThatNeverReturnsIsToldWithWhereItWas(String name) {
    FunctionHandle function = limited("int " + name + "(void)");
    long start = System.nanoTime();
    CallTimeoutException thrown = catchThrowableOfType(CallTimeoutException.class, function::call);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(LIMIT, LIMIT.plusMillis(2000));
    assertThat(thrown.function()).isEqualTo(hangs() + "." + name);
    assertThat(thrown.limit()).isEqualTo(LIMIT);
    assertThat(thrown.stack())
        .anyMatch(place -> place.matches("hangs\\.dll\\+0x[0-9a-f]+ \\(" + name + "\\+0x.*\\)"));
    assertThat(thrown)
        .hasMessage(
            """
            BSC-521 cannot call %s
              expected: an answer within 300 ms
              actual: none, nor in 100 ms of grace; its thread was in %s\
            """
                    .formatted(hangs() + "." + name, firstOf(thrown))
                + ENDED
                + "  remedy: if it may take longer, raise the limit; open a new session");
    assertThat(session.end().get().reason())
        .isEqualTo(
            "ended by this side, because \"call %s.%s\" took longer than 300 ms"
                .formatted(hangs(), name));
  }

  private static String firstOf(CallTimeoutException thrown) {
    return String.join(
        ", called from ", thrown.stack().subList(0, Math.min(6, thrown.stack().size())));
  }

  @Test
  void anInterfaceSaysHowLongItsFunctionsMayTake() {
    Hangs hangs = session.load(hangs(), Hangs.class);

    assertThat(hangs.wait_milliseconds(400)).isEqualTo(400);
    assertThat(catchThrowableOfType(CallTimeoutException.class, hangs::loop_for_ever).limit())
        .isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aCallThatReturnsInTheGraceIsAnOrdinaryCall() {
    FunctionHandle function =
        session.function(
            hangs(),
            "int wait_milliseconds(int n)",
            FunctionOptions.NONE.withTimeout(Duration.ofMillis(1)));

    assertThat(function.call(50)).isEqualTo(50);
    assertThat(session.end()).isEmpty();
  }

  @Test
  void callsOfOtherThreadsFailForThatReason() throws Exception {
    FunctionHandle waits = session.function(hangs(), "int wait_for_ever(void)");
    AtomicReference<Throwable> other = new AtomicReference<>();
    Thread thread = new Thread(() -> other.set(catchThrowable(waits::call)));
    thread.start();
    Leftovers.await(Duration.ofSeconds(10), () -> session.lanes() == 2);
    assertThatThrownBy(limited("int loop_for_ever(void)")::call)
        .isInstanceOf(CallTimeoutException.class);
    thread.join();

    assertThat(other.get())
        .isExactlyInstanceOf(HostEndedException.class)
        .hasMessage(
            """
            BSC-105 cannot exchange a frame with the Wine host
              where: host process %d
              expected: a running host
              actual: ended by this side, because "call %s.loop_for_ever" took longer than 300 ms
              remedy: look for the cause in the DLL's output, then open a new session"""
                .formatted(session.host().processId(), hangs()));
  }

  @Test
  void anInterruptEndsACallThatDoesNotReturn() throws Exception {
    FunctionHandle waits = session.function(hangs(), "int wait_for_ever(void)");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> still = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              thrown.set(catchThrowable(waits::call));
              still.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    Leftovers.await(Duration.ofSeconds(10), () -> session.lanes() == 2);
    thread.interrupt();
    thread.join();

    assertThat(thrown.get()).isInstanceOf(CallInterruptedException.class);
    assertThat(((CallInterruptedException) thrown.get()).function())
        .isEqualTo(hangs() + ".wait_for_ever");
    assertThat(thrown.get().getMessage())
        .startsWith("BSC-522 cannot call " + hangs() + ".wait_for_ever\n")
        .contains("hangs.dll+0x")
        .endsWith(
            "remedy: open a new session; where interrupts shall wait for the DLL, say so in the"
                + " session's limits");
    assertThat(still.get()).isTrue();
  }

  @Test
  void anInterruptOfACallThatReturnsSoonIsLeftToTheThread() {
    FunctionHandle waits = session.function(hangs(), "int wait_milliseconds(int n)");
    Thread.currentThread().interrupt();

    assertThat(waits.call(30)).isEqualTo(30);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(waits.call(150)).isEqualTo(150);
  }

  @Test
  void theLimitOfACallHoldsForWhatItsCallbacksCall() {
    Hangs hangs = session.load(hangs(), Hangs.class);
    CallTimeoutException thrown =
        catchThrowableOfType(
            CallTimeoutException.class,
            () -> hangs.call_step(value -> hangs.wait_milliseconds(60_000), 1));

    assertThat(thrown.getMessage())
        .startsWith(
            """
            BSC-521 cannot call %1$s.wait_milliseconds
              expected: an answer within 300 ms, which is the limit of "call %1$s.call_step"
            """
                .formatted(hangs()));
  }

  @Test
  void aCallbackThatNeverEndsIsInterruptedAndItsCallFails() {
    Hangs hangs = session.load(hangs(), Hangs.class);
    CountDownLatch never = new CountDownLatch(1);
    CallTimeoutException thrown =
        catchThrowableOfType(
            CallTimeoutException.class,
            () ->
                hangs.call_step(
                    value -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                      }
                      return 1;
                    },
                    1));

    assertThat(thrown)
        .hasMessage(
            """
            BSC-521 cannot call %s.call_step
              expected: an answer within 300 ms
              actual: Java was still in one of its callbacks, which was interrupted\
            """
                    .formatted(hangs())
                + ENDED
                + "  remedy: have the callback end sooner, or raise the limit; open a new session");
    assertThat(thrown.getSuppressed()).hasSize(1);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(session.end().get().reason())
        .isEqualTo(
            "ended by this side, because \"call %s.call_step\" took longer than 300 ms, but ran a"
                    .formatted(hangs())
                + " callback in Java");
  }

  @Test
  void aLimitCoversManyCallbacksAsAWhole() {
    FunctionHandle steps = limited("int call_steps(int (*step)(int n))");
    long start = System.nanoTime();

    assertThatThrownBy(() -> steps.call((org.bascule.spi.NativeFunction) arguments -> 0))
        .isInstanceOf(CallTimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusMillis(3000));
  }

  @Test
  void anEachHasOneLimitForAllItsCalls() {
    FunctionHandle function = limited("int wait_milliseconds(int n)");
    int[] waits = new int[1000];
    java.util.Arrays.fill(waits, 20);

    assertThatThrownBy(() -> function.each(waits)).isInstanceOf(CallTimeoutException.class);
  }

  @Test
  void aBatchHasOneLimitForAllItsCalls() {
    FunctionHandle function = limited("int wait_milliseconds(int n)");
    Batch batch = session.batch();
    for (int i = 0; i < 100; i++) {
      batch.call(function, 20);
    }

    assertThat(catchThrowableOfType(CallTimeoutException.class, batch::run).getMessage())
        .startsWith(
            "BSC-521 cannot run a batch of 100 calls\n  expected: an answer within 300 ms\n");
  }

  @Test
  void theSessionsLimitHoldsForTheLoadingOfDlls() {
    CallLimits limits = new CallLimits(Duration.ofMillis(500), Duration.ofMillis(100), true);
    try (Session impatient = Standalone.bascule().open(TestBed.options().withLimits(limits))) {
      String dll = TestBed.dll("hanging").toString();
      CallTimeoutException thrown =
          catchThrowableOfType(CallTimeoutException.class, () -> impatient.library(dll));

      assertThat(thrown.getMessage())
          .startsWith("BSC-521 cannot load ")
          .contains("expected: an answer within 500 ms\n");
      assertThat(thrown.stack()).anyMatch(place -> place.startsWith("hanging.dll+0x"));
    }
  }

  @Test
  void interruptsMeanNothingWhereTheSessionSaysSo() {
    CallLimits limits = CallLimits.DEFAULT.withGrace(Duration.ZERO).withInterruptible(false);
    try (Session patient = Standalone.bascule().open(TestBed.options().withLimits(limits))) {
      FunctionHandle waits = patient.function(hangs(), "int wait_milliseconds(int n)");
      Thread.currentThread().interrupt();

      assertThat(waits.call(300)).isEqualTo(300);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

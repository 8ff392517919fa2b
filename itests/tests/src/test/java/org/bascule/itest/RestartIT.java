package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.bascule.bridge.Batch;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.bridge.RestartPolicy;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionListener;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.Variable;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.bridge.standalone.StandaloneBascule;
import org.bascule.error.CallTimeoutException;
import org.bascule.error.Diagnosed;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.error.NativeFaultException;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that begins anew when its host has ended. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestartIT {
  private final StandaloneBascule bascule = Standalone.bascule();
  private final SessionOptions options = TestBed.options().withRestart(RestartPolicy.ON_NEXT_USE);
  private Session session;

  /** Of demo.dll. */
  public interface Demo {
    int add(int a, int b);
  }

  @BeforeEach
  void open() {
    session = bascule.open(options);
  }

  @AfterEach
  void close() {
    bascule.close();
  }

  private void kill() {
    long pid = session.host().processId();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    // Until the bridge knows: an idle session is told by nobody.
    Leftovers.await(
        Duration.ofSeconds(10),
        () -> catchThrowable(() -> session.allocate(16).close()) == null && hostIsNot(pid));
  }

  private boolean hostIsNot(long pid) {
    return session.host().processId() != pid;
  }

  private void exit() {
    FunctionHandle exit = session.function(TestBed.faults(), "void exit_process(unsigned status)");
    assertThatThrownBy(() -> exit.call(5)).isInstanceOf(HostEndedException.class);
  }

  @Test
  void proxiesAndHandlesGoOnInTheNextLife() {
    Demo demo = session.load(TestBed.demo(), Demo.class);
    FunctionHandle add = session.function(TestBed.demo(), "int add(int a, int b)");
    long first = session.host().processId();
    assertThat(demo.add(1, 2)).isEqualTo(3);
    for (int life = 2; life < 5; life++) {
      exit();
      assertThat(session.end()).isEmpty();
      assertThat(demo.add(life, 2)).isEqualTo(life + 2);
      assertThat(add.call(life, 3)).isEqualTo(life + 3);
      assertThat(add.each(new int[] {1, 2}, life)).isEqualTo(new int[] {1 + life, 2 + life});
      Batch batch = session.batch();
      Batch.Call sum = batch.call(add, life, 4);
      assertThat(batch.run().of(sum).value()).isEqualTo(life + 4);
    }
    assertThat(session.host().processId()).isNotEqualTo(first);
    assertThat(bascule.sessions()).containsExactly(session);
    assertThat(session.name()).isEqualTo("session-1");
  }

  @Test
  void anIdleSessionGoesOnAtItsFirstUseAndTellsThoseWhoListen() throws Exception {
    Demo demo = session.load(TestBed.demo(), Demo.class);
    assertThat(demo.add(1, 2)).isEqualTo(3);
    CountDownLatch ended = new CountDownLatch(1);
    List<String> told = new CopyOnWriteArrayList<>();
    session.listen(
        new SessionListener() {
          @Override
          public void ended(Session which, HostEnd end) {
            told.add(which.name() + " ended: " + end.reason());
            ended.countDown();
          }

          @Override
          public void restarted(Session which, HostEnd before) {
            told.add(which.name() + " restarted after: " + before.reason());
          }
        });
    ProcessHandle.of(session.host().processId()).orElseThrow().destroyForcibly();
    ended.await();

    assertThat(demo.add(2, 2)).isEqualTo(4);
    assertThat(told)
        .containsExactly(
            "session-1 ended: ended by signal 9", "session-1 restarted after: ended by signal 9");
  }

  @Test
  void whatWasDeclaredIsDeclaredAgain() {
    session.declare("typedef struct { int quotient, remainder; } DIVISION;");
    FunctionHandle div = session.function("msvcrt", "DIVISION div(int a, int b)");
    exit();

    assertThat(div.call(7, 2)).isEqualTo(Map.of("quotient", 3, "remainder", 1));
    assertThat(session.layout("DIVISION")).contains("remainder");
  }

  @Test
  void theStateOfADllIsThatOfAFreshStart() {
    String variables = TestBed.dll("variables").toString();
    FunctionHandle bump = session.function(variables, "int bump(void)");
    int first = (int) bump.call();
    assertThat(bump.call()).isEqualTo(first + 1);
    exit();

    assertThat(bump.call()).isEqualTo(first);
  }

  @Test
  void whatBelongsToAFormerHostIsRefused() {
    HostBlock block = session.allocate(64);
    LoadedLibrary library = session.library(TestBed.demo());
    Variable<Object> variable =
        session.variable(TestBed.dll("variables").toString(), "int counter");
    FunctionHandle at = session.functionAt(library.address("add"), "int add(int a, int b)");
    CallbackHandle<NativeFunction> callback = session.callback("int (*)(int n)", arguments -> 1);
    Batch batch = session.batch();
    long before = session.host().processId();
    kill();
    String now = "process " + session.host().processId();

    assertThatThrownBy(() -> at.call(1, 2))
        .isInstanceOf(HostEndedException.class)
        .hasMessage(
            """
            BSC-123 cannot open a lane to the Wine host
              where: host process %d
              expected: something of the session's present host, %s
              actual: this belongs to a former one: ended by signal 9
              remedy: get it from the session anew: addresses, memory and callbacks end with their \
            host"""
                .formatted(before, now));
    assertFormer(library::exports);
    assertFormer(variable::get);
    assertFormer(() -> session.function("msvcrt", "int abs(int n)"), false);
    callback.close();
    block.close();
    assertThat(batch.run().reason()).isEmpty(); // It has no calls.
  }

  private static void assertFormer(org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
    assertFormer(use, true);
  }

  private static void assertFormer(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable use, boolean former) {
    Throwable thrown = catchThrowable(use);
    if (!former) {
      assertThat(thrown).isNull();
      return;
    }
    assertThat(((Diagnosed) thrown).diagnosis().code()).isEqualTo(ErrorCode.FORMER_LIFE);
  }

  @Test
  void beginsAnewAfterACallThatNeverReturned() {
    FunctionHandle hangs =
        session.function(
            TestBed.dll("hangs").toString(),
            "int wait_for_ever(void)",
            FunctionOptions.NONE.withTimeout(Duration.ofMillis(100)));
    CallTimeoutException thrown = catchThrowableOfType(CallTimeoutException.class, hangs::call);

    assertThat(thrown.getMessage()).endsWith("the session begins anew when it is next used");
    assertThat(session.function("msvcrt", "int abs(int n)").call(-5)).isEqualTo(5);
  }

  @Test
  void aHeapThatAFaultHasLeftLockedCostsItsHost() {
    String hangs = TestBed.dll("hangs").toString();
    FunctionHandle spoil = session.function(hangs, "int spoil_heap(void)");
    long before = session.host().processId();
    NativeFaultException thrown = catchThrowableOfType(NativeFaultException.class, spoil::call);

    assertThat(thrown.getMessage())
        .contains(" at 0x")
        .endsWith(
            "; since a fault in call %s.spoil_heap has left the heap of the host locked, the host has"
                    .formatted(hangs)
                + " been ended: the session begins anew when it is next used");
    assertThat(session.function("msvcrt", "int abs(int n)").call(-5)).isEqualTo(5);
    assertThat(session.host().processId()).isNotEqualTo(before);
  }

  @Test
  void refusesToBeginAnewTooOften() {
    Session impatient =
        bascule.open(TestBed.options().withRestart(RestartPolicy.atMost(1, Duration.ofHours(1))));
    FunctionHandle exit = impatient.function(TestBed.faults(), "void exit_process(unsigned n)");
    assertThatThrownBy(() -> exit.call(1)).isInstanceOf(HostEndedException.class);
    assertThatThrownBy(() -> exit.call(2)).isInstanceOf(HostEndedException.class);

    assertThatThrownBy(() -> exit.call(3))
        .isInstanceOf(HostEndedException.class)
        .message()
        // Where in the DLL, and on which thread.
        .asString()
        .matches(
            Pattern.compile(
                """
                BSC-122 cannot begin the session anew
                  where: session-2
                  expected: at most 1 restarts within 3600 s
                  actual: so many have been, and the host has ended again: ExitProcess\\(2\\), called at \
                faults\\.dll\\+0x[0-9a-f]+ \\(exit_process\\+0x[0-9a-f]+\\), on thread \\d+, which serves calls
                  remedy: look for the cause of the ends; use the session later, or open another one"""));
  }

  @Test
  void staysEndedWhenItIsClosed() {
    Demo demo = session.load(TestBed.demo(), Demo.class);
    assertThat(demo.add(1, 2)).isEqualTo(3);
    session.close();

    assertThatThrownBy(() -> demo.add(1, 2))
        .isInstanceOf(HostEndedException.class)
        .hasMessageContaining("closed by this side");
    assertThat(session.end()).isPresent();
    assertThat(bascule.sessions()).isEmpty();
  }

  @Test
  void aSessionThatSaysNothingStaysEnded() {
    Session plain = bascule.open(TestBed.options());
    FunctionHandle exit = plain.function(TestBed.faults(), "void exit_process(unsigned n)");
    assertThatThrownBy(() -> exit.call(7)).isInstanceOf(HostEndedException.class);

    assertThatThrownBy(() -> exit.call(7)).isInstanceOf(HostEndedException.class);
    assertThat(plain.end()).isPresent();
    assertThat(bascule.sessions()).isEqualTo(List.of(session));
  }
}

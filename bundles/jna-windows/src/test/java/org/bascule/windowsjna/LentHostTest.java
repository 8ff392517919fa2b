package org.bascule.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.spi.Convention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host that has ended, of which nobody has been told. */
@Timeout(60)
class LentHostTest {
  private static final String TOLD =
      "BSC-105 cannot %s\n"
          + "  where: host process 7\n"
          + "  expected: a running host\n"
          + "  actual: exited with status 3\n"
          + "  remedy: look for the cause in the DLL's output, then begin anew in another class"
          + " loader of WindowsWorld (in OSGi, refresh the bundle): memory and handles of this one"
          + " are void";

  private final List<String> ended = new ArrayList<>();
  private final RawHost host = LentHost.of(dead());

  /** Makes functions, and answers everything else with its end. */
  private static RawHost dead() {
    RawFunction function =
        (slots, lastError) -> {
          throw end("call");
        };
    return (RawHost)
        Proxy.newProxyInstance(
            LentHostTest.class.getClassLoader(),
            new Class<?>[] {RawHost.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "onEnd" -> null;
                  case "function" -> function;
                  default -> throw end(method.getName());
                });
  }

  private static HostEndedException end(String operation) {
    return new HostEndedException(
        new Diagnosis(
            ErrorCode.HOST_ENDED,
            operation,
            "host process 7",
            "a running host",
            "exited with status 3",
            "open a new session"));
  }

  private void saysSo(Runnable use, String operation) {
    assertThatThrownBy(use::run)
        .isInstanceOf(HostEndedException.class)
        .hasMessage(TOLD.formatted(operation))
        .hasCauseInstanceOf(HostEndedException.class);
  }

  @Test
  void whoeverLearnsItFirstEndsTheWorldAndSaysHowToGoOn() {
    host.onEnd(() -> ended.add("ended"));
    RawTarget target = new RawTarget("f", 16, Convention.CDECL, RawRegister.INTEGER, false, 0);
    RawFunction function = host.function(target);
    assertThat(ended).isEmpty();
    saysSo(() -> function.call(new long[0], code -> {}), "call");
    assertThat(ended).containsExactly("ended");
    saysSo(() -> host.allocate(1), "allocate shared memory");
    host.onEnd(() -> ended.add("late"));
    assertThat(ended).containsExactly("ended", "late");
  }

  @Test
  void whoLearnsItSecondWaitsUntilTheWorldHasEnded() throws Exception {
    CountDownLatch telling = new CountDownLatch(1);
    AtomicReference<Thread> second = new AtomicReference<>();
    host.onEnd(
        () -> {
          telling.countDown();
          awaitBlocked(second);
          ended.add("ended");
        });
    Thread first = new Thread(() -> saysSo(() -> host.load("demo"), "load"));
    first.start();
    telling.await();
    second.set(Thread.currentThread());
    saysSo(() -> host.load("demo"), "load");
    assertThat(ended).containsExactly("ended");
    first.join();
  }

  private static void awaitBlocked(AtomicReference<Thread> thread) {
    while (thread.get() == null || thread.get().getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }

  @Test
  void everyUseSaysSo() {
    saysSo(() -> host.load("demo"), "load");
    saysSo(() -> host.unload(1), "unload");
    saysSo(() -> host.export(1, "f"), "export");
    saysSo(() -> host.read(1, new byte[1], 0, 1), "read memory of the Wine host");
    saysSo(() -> host.write(1, new byte[1], 0, 1), "write memory of the Wine host");
    saysSo(() -> host.readTerminated(1, 1), "read memory of the Wine host");
    saysSo(() -> host.callback(null, null), "callback");
    saysSo(() -> host.setLastError(1), "setLastError");
  }
}

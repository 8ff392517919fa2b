package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.bascule.itest.Leftovers;
import org.bascule.itest.LogLines;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The session is closed, or its host killed, while callbacks run. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndOfSessionIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run(IntUnaryOperator f, int value);

    int call_once_on_thread(IntUnaryOperator f);

    int call_when_told(Address block, IntUnaryOperator call, int value);

    long fire_threads(int threads, int count, CallbackThreadsIT.Fired fire);
  }

  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<Thread> ran = new CopyOnWriteArrayList<>();
  private final List<Throwable> problems = new CopyOnWriteArrayList<>();

  private int waiting(int value) {
    ran.add(Thread.currentThread());
    inside.countDown();
    try {
      if (!goOn.await(60, TimeUnit.SECONDS)) {
        problems.add(new AssertionError("nobody told the callback to go on"));
      }
    } catch (InterruptedException e) {
      problems.add(e);
    }
    return value;
  }

  @Test
  void closingItWhileACallbackRunsEndsTheCall() throws Exception {
    endsCleanly(Session::close, upcalls -> upcalls.run(this::waiting, 1));
  }

  @Test
  void closingItWhileAThreadOfTheDllCallsBackEndsItsThread() throws Exception {
    endsCleanly(Session::close, upcalls -> upcalls.call_once_on_thread(this::waiting));
  }

  @Test
  void killingTheHostWhileACallbackRunsEndsTheCall() throws Exception {
    endsCleanly(EndOfSessionIT::kill, upcalls -> upcalls.run(this::waiting, 1));
  }

  @Test
  void killingTheHostWhileAThreadOfTheDllCallsBackEndsItsThread() throws Exception {
    endsCleanly(EndOfSessionIT::kill, upcalls -> upcalls.call_once_on_thread(this::waiting));
  }

  private interface Work {
    void run(Upcalls upcalls);
  }

  private interface End {
    void end(Session session) throws Exception;
  }

  private void endsCleanly(End end, Work work) throws Exception {
    Session session = Standalone.bascule().open(TestBed.options());
    Upcalls upcalls = session.load(UpcallSession.dll(), Upcalls.class);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (LogLines log = new LogLines()) {
      Future<Throwable> caller = pool.submit(() -> catchThrowable(() -> work.run(upcalls)));
      assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> unchecked(end, session));
      ending.get(30, TimeUnit.SECONDS);
      goOn.countDown();
      assertThat(caller.get(30, TimeUnit.SECONDS))
          .isInstanceOf(HostEndedException.class)
          .hasMessageStartingWith("BSC-105 ");
      assertGone(session);
      assertThat(log.messages()).isEmpty();
    } finally {
      goOn.countDown();
      session.close();
      pool.shutdown();
    }
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).hasSize(1);
    assertThat(Leftovers.await(SOON, () -> !ran.get(0).isAlive())).isNotNull();
    assertThat(problems).isEmpty();
  }

  @Test
  void closingItWhileManyThreadsFireEndsThemAll() throws Exception {
    for (int i = 0; i < 5; i++) {
      Session session = Standalone.bascule().open(TestBed.options());
      Upcalls upcalls = session.load(UpcallSession.dll(), Upcalls.class);
      CountDownLatch busy = new CountDownLatch(200);
      List<Thread> threads = new CopyOnWriteArrayList<>();
      CallbackThreadsIT.Fired fired =
          (thread, index, windowsThread) -> {
            if (index == 0) {
              threads.add(Thread.currentThread());
            }
            busy.countDown();
            return 1;
          };
      ExecutorService pool = Executors.newSingleThreadExecutor();
      Future<Throwable> caller =
          pool.submit(
              () -> catchThrowable(() -> upcalls.fire_threads(8, Integer.MAX_VALUE, fired)));
      assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
      session.close();
      assertThat(caller.get(30, TimeUnit.SECONDS)).isInstanceOf(HostEndedException.class);
      pool.shutdown();
      assertGone(session);
      assertThat(Leftovers.await(SOON, () -> threads.stream().noneMatch(Thread::isAlive)))
          .isNotNull();
    }
  }

  @Test
  void aCallbackMayCloseItsOwnSession() {
    Session session = Standalone.bascule().open(TestBed.options());
    Upcalls upcalls = session.load(UpcallSession.dll(), Upcalls.class);
    Throwable caught =
        catchThrowable(
            () ->
                upcalls.run(
                    value -> {
                      session.close();
                      return value;
                    },
                    1));
    assertThat(caught).isInstanceOf(HostEndedException.class);
    assertGone(session);
  }

  @Test
  void aThreadThatWaitsInTheDllEndsWithTheSession() {
    IntUnaryOperator never =
        value -> {
          problems.add(new AssertionError("nobody told the thread to call"));
          return 0;
        };
    Session session = Standalone.bascule().open(TestBed.options());
    Upcalls upcalls = session.load(UpcallSession.dll(), Upcalls.class);
    try (HostBlock block = session.allocate(16)) {
      assertThat(upcalls.call_when_told(block.address(), never, 1)).isEqualTo(1);
      session.close();
    }
    assertGone(session);
    assertThat(problems).isEmpty();
  }

  private static void assertGone(Session session) {
    long host = session.host().processId();
    assertThat(Leftovers.await(SOON, () -> !Leftovers.isAlive(host))).isNotNull();
  }

  private static void kill(Session session) {
    ProcessHandle.of(session.host().processId()).orElseThrow().destroyForcibly();
    assertThat(Leftovers.await(SOON, () -> session.end().isPresent())).isNotNull();
  }

  private static void unchecked(End end, Session session) {
    try {
      end.end(session);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

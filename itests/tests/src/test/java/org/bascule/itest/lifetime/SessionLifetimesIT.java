package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.bridge.standalone.StandaloneBascule;
import org.bascule.error.HostEndedException;
import org.bascule.error.HostStartException;
import org.bascule.error.ValueException;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a session that has ended, or has not come to be: nothing. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionLifetimesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final StandaloneBascule bascule = Standalone.bascule(TestBed.options());
  // Has Wine's servers run, which inherit a stream of whoever starts them and keep it.
  private Session first;

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run(IntUnaryOperator f, int value);

    int call_once_on_thread(IntUnaryOperator f);
  }

  @BeforeEach
  void startServers() {
    first = bascule.open(TestBed.options());
    use(first);
  }

  @AfterEach
  void close() {
    bascule.close();
  }

  @Test
  void thirtySessionsOneAfterAnotherLeaveNothing() {
    use(bascule);
    List<WeakReference<Session>> closed = new ArrayList<>();
    Holdings before = Holdings.now();
    for (int i = 0; i < 30; i++) {
      closed.add(use(bascule));
    }

    awaitHoldings(before);
    collectUntilGone(closed);
    System.out.println("30 sessions: before " + before + ", after " + Holdings.now());
  }

  @Test
  void closedSessionsThatAreKeptHoldNothing() {
    use(bascule);
    List<Object> kept = new ArrayList<>();
    Holdings before = Holdings.now();
    for (int i = 0; i < 5; i++) {
      try (Session session = bascule.open(TestBed.options())) {
        use(session);
        HostBlock block = session.allocate(100_000);
        kept.addAll(
            List.of(
                session,
                session.load(TestBed.dll("upcalls").toString(), Upcalls.class),
                session.function(TestBed.demo(), "int add(int a, int b)"),
                block.address()));
      }
    }

    awaitHoldings(before);
    assertThat(kept).hasSize(20);
  }

  @Test
  void aRefusedOpenStartsNothing() {
    Holdings before = Holdings.now();
    SessionOptions options = TestBed.options();

    assertThatThrownBy(() -> bascule.open(options.withCodePage(99999)))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("BSC-402 cannot use code page 99999\n");
    for (Duration timeout :
        List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(-1), Duration.ZERO)) {
      assertThatThrownBy(() -> bascule.open(options.withStartTimeout(timeout)))
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith(
              "BSC-402 cannot open a session\n  where: the option startTimeout\n");
    }
    assertThat(Holdings.hosts()).isEqualTo(before.processes());
    awaitHoldings(before);
  }

  @Test
  void aHostThatCannotGreetInTimeLeavesNothing() {
    Holdings before = Holdings.now();

    assertThatThrownBy(() -> bascule.open(TestBed.options().withStartTimeout(Duration.ofNanos(1))))
        .isInstanceOf(HostStartException.class)
        .hasMessageStartingWith("BSC-103 cannot start the Wine host\n");

    awaitHoldings(before);
  }

  @Test
  void closingTheBridgeEndsASessionThatIsBeingOpened() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CompletableFuture<Throwable> told =
        CompletableFuture.supplyAsync(
            () -> {
              opening.countDown();
              return catchThrowable(bascule::shared);
            });
    opening.await();
    // Somewhere between the check of the options and the greeting.
    assertThat(Leftovers.await(SOON, () -> Holdings.hosts() > 1 || told.isDone())).isNotNull();

    bascule.close();

    assertThat(told.get())
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-103 cannot open a session
              expected: an open bridge
              actual: it has been closed
              remedy: ask for the service Bascule again, or make a bridge of your own""");
    assertThat(bascule.sessions()).isEmpty();
    assertThat(first.end()).isPresent();
    assertThat(Leftovers.await(SOON, () -> Holdings.hosts() == 0)).isNotNull();
  }

  @Test
  void closingASessionEndsTheCallsOfManyThreads() throws Exception {
    Session session = bascule.open(TestBed.options());
    Upcalls upcalls = session.load(TestBed.dll("upcalls").toString(), Upcalls.class);
    List<CompletableFuture<Throwable>> calling = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int kind = i % 3;
      calling.add(
          CompletableFuture.supplyAsync(
              () -> callForEver(session, upcalls, kind), work -> new Thread(work).start()));
    }
    assertThat(Leftovers.await(SOON, () -> session.lanes() >= 12)).isNotNull();

    session.close();

    for (CompletableFuture<Throwable> told : calling) {
      assertThat(told.get()).isInstanceOf(HostEndedException.class);
    }
  }

  private static Throwable callForEver(Session session, Upcalls upcalls, int kind) {
    return catchThrowable(
        () -> {
          while (true) {
            if (kind == 0) {
              upcalls.run(x -> upcalls.run(y -> y + 1, x), 3);
            } else if (kind == 1) {
              session.lastError();
              upcalls.run(x -> x, 1);
            } else {
              try (HostBlock block = session.allocate(100_000)) {
                block.memory().putLong(0, 1);
                upcalls.run(x -> x, 1);
              }
            }
          }
        });
  }

  private static WeakReference<Session> use(StandaloneBascule bascule) {
    try (Session session = bascule.open(TestBed.options())) {
      use(session);
      return new WeakReference<>(session);
    }
  }

  private static void use(Session session) {
    Upcalls upcalls = session.load(TestBed.dll("upcalls").toString(), Upcalls.class);
    assertThat(upcalls.run(x -> x + 1, 4)).isEqualTo(5);
    assertThat(upcalls.call_once_on_thread(x -> x)).isNotZero();
  }

  private static void awaitHoldings(Holdings before) {
    boolean reached =
        Leftovers.await(
                SOON,
                () -> {
                  // Memory is unmapped when nobody can reach it.
                  System.gc();
                  return Holdings.now().within(before);
                })
            != null;
    assertThat(reached).as("before %s, after %s", before, Holdings.now()).isTrue();
  }

  private static void collectUntilGone(List<WeakReference<Session>> closed) {
    assertThat(
            Leftovers.await(
                SOON,
                () -> {
                  System.gc();
                  return closed.stream().allMatch(session -> session.refersTo(null));
                }))
        .as(() -> reachable(closed) + " closed sessions are reachable")
        .isNotNull();
  }

  private static long reachable(List<WeakReference<Session>> closed) {
    return closed.stream().filter(session -> !session.refersTo(null)).count();
  }
}

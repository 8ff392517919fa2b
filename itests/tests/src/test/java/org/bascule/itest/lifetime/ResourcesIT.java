package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.bridge.standalone.StandaloneBascule;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the machine has given, before and after many sessions, and many threads. The long forms:
 * {@code -Dbascule.test.sessions=1000}, {@code -Dbascule.test.threads=2000}.
 */
@Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResourcesIT {
  private static final int SESSIONS = Integer.getInteger("bascule.test.sessions", 10);
  private static final int THREADS = Integer.getInteger("bascule.test.threads", 200);
  private static final int WARMING = 3;
  private static final int REPORTS = 10;
  private static final int AT_ONCE = 50;
  private static final Duration SOON = Duration.ofSeconds(60);

  /**
   * What the JVM's compiler threads, its collector and its allocator may have more of at one moment
   * than at another, however little happens in between.
   */
  private static final Resources JVM = new Resources(8, 120, 12, 0, 0, 0, 0, 96L << 20);

  /**
   * The addresses of lanes' windows, which a session that goes on keeps for the next lanes. They
   * have no memory behind them.
   */
  private static final long WINDOWS = 96L << 20;

  private static final Resources WITH_SESSION =
      new Resources(8, 120, 12, 0, 0, 0, WINDOWS, 96L << 20);

  private static final Resources HOST = new Resources(16, 60, 4, 0, 0, 0, WINDOWS, 24L << 20);

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run(IntUnaryOperator f, int value);
  }

  @Test
  void sessionsOneAfterAnotherLeaveNothing() throws InterruptedException {
    try (StandaloneBascule bascule = Standalone.bascule(TestBed.options())) {
      for (int i = 0; i < WARMING; i++) {
        useSession(bascule);
      }
      Garbage.collect();
      Resources before = Resources.own();
      print(SESSIONS + " sessions: before", before);
      for (int i = 1; i <= SESSIONS; i++) {
        useSession(bascule);
        if (i % Math.max(1, SESSIONS / REPORTS) == 0) {
          print("after " + i, Resources.own());
        }
      }
      awaitWithin(SESSIONS + " sessions", before, JVM, Resources::own);
    }
  }

  @Test
  void threadsWithACallEachLeaveNothing() throws InterruptedException {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      long host = session.host().processId();
      Upcalls upcalls = session.load(TestBed.dll("upcalls").toString(), Upcalls.class);
      callInThreads(upcalls, AT_ONCE);
      awaitLanes(session);
      Garbage.collect();
      Resources before = Resources.own();
      Resources hostBefore = Resources.of(host);
      print(THREADS + " threads: before", before);
      print("its host", hostBefore);
      for (int i = 0; i < THREADS; i += AT_ONCE) {
        callInThreads(upcalls, Math.min(AT_ONCE, THREADS - i));
      }
      print("straight after " + THREADS, Resources.own());
      awaitLanes(session);
      awaitWithin(THREADS + " threads", before, WITH_SESSION, Resources::own);
      awaitWithin("their host", hostBefore, HOST, () -> Resources.of(host));
      assertThat(upcalls.run(value -> value + 1, 1)).isEqualTo(2);
    }
  }

  private static void useSession(StandaloneBascule bascule) throws InterruptedException {
    try (Session session = bascule.open(TestBed.options())) {
      Upcalls upcalls = session.load(TestBed.dll("upcalls").toString(), Upcalls.class);
      assertThat(upcalls.run(value -> value + 1, 4)).isEqualTo(5);
      callInThreads(upcalls, 3);
    }
  }

  private static void callInThreads(Upcalls upcalls, int count) throws InterruptedException {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  assertThat(upcalls.run(value -> value + number, 1)).isEqualTo(1 + number);
                } catch (Throwable e) {
                  failures.add(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  private static void awaitLanes(Session session) {
    // The thread that runs this test has one.
    assertThat(Leftovers.await(SOON, () -> session.lanes() <= 1)).isNotNull();
  }

  private static void awaitWithin(
      String what, Resources before, Resources slack, Supplier<Resources> now) {
    boolean reached =
        Leftovers.await(
                SOON,
                () -> {
                  // Memory is unmapped when nobody can reach it.
                  System.gc();
                  return now.get().within(before, slack);
                })
            != null;
    Resources after = now.get();
    print(what + ": in the end", after);
    assertThat(reached)
        .as("%s: before %s, after %s, slack %s", what, before, after, slack)
        .isTrue();
  }

  private static void print(String when, Resources resources) {
    System.out.println(when + ": " + resources);
  }
}

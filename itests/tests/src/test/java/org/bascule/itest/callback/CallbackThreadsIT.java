package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntUnaryOperator;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.CallbackThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which Java thread runs which callback, and on which Windows thread. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackThreadsIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final int THREADS = 8;
  private static final int CALLBACKS = 10_000;
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Called by threads of the DLL. */
  public interface Fired {
    int fired(int thread, int index, @DeclaredAs("unsigned") long windowsThread);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    long fire_threads(int threads, int count, Fired fire);

    int call_when_told(Address block, IntUnaryOperator call, int value);

    @DeclaredAs("unsigned")
    long call_once_on_thread(IntUnaryOperator call);

    @DeclaredAs("unsigned")
    long current_thread();

    int run(IntUnaryOperator f, int value);

    @DeclaredAs("unsigned")
    long last_error_around(@DeclaredAs("unsigned") long before, IntUnaryOperator call);
  }

  private final Upcalls upcalls = WINE.load(Upcalls.class);

  @Test
  void aCallbackRunsOnTheThreadThatCalledTheDll() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<Future<Long>> ids = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      ids.add(
          pool.submit(
              () -> {
                long windowsThread = upcalls.current_thread();
                together.await(20, TimeUnit.SECONDS);
                for (int k = 0; k < 100; k++) {
                  assertNestedCallsStay(Thread.currentThread(), windowsThread, 5);
                }
                return windowsThread;
              }));
    }
    List<Long> all = new ArrayList<>();
    for (Future<Long> id : ids) {
      all.add(id.get(60, TimeUnit.SECONDS));
    }
    pool.shutdown();
    assertThat(all).doesNotHaveDuplicates();
  }

  private void assertNestedCallsStay(Thread thread, long windowsThread, int depth) {
    int result =
        upcalls.run(
            value -> {
              assertThat(Thread.currentThread()).isSameAs(thread);
              assertThat(upcalls.current_thread()).isEqualTo(windowsThread);
              if (depth > 0) {
                assertNestedCallsStay(thread, windowsThread, depth - 1);
              }
              return value + depth;
            },
            10);
    assertThat(result).isEqualTo(10 + depth);
  }

  @Test
  void manyThreadsOfTheDllFireAtOnce() {
    Map<Long, Set<Thread>> javaThreads = new ConcurrentHashMap<>();
    Map<Integer, Set<Long>> windowsThreads = new ConcurrentHashMap<>();
    int[] next = new int[THREADS];
    List<String> wrong = new ArrayList<>();
    long sum =
        upcalls.fire_threads(
            THREADS,
            CALLBACKS,
            (thread, index, windowsThread) -> {
              threads(javaThreads, windowsThread).add(Thread.currentThread());
              windowsThreads
                  .computeIfAbsent(thread, t -> ConcurrentHashMap.newKeySet())
                  .add(windowsThread);
              if (next[thread]++ != index) {
                synchronized (wrong) {
                  wrong.add(thread + ": " + index);
                }
              }
              return thread + 1;
            });
    assertThat(wrong).isEmpty();
    assertThat(next).containsOnly(CALLBACKS);
    assertThat(sum).isEqualTo((long) CALLBACKS * THREADS * (THREADS + 1) / 2);
    assertThat(windowsThreads).hasSize(THREADS).allSatisfy((t, ids) -> assertThat(ids).hasSize(1));
    assertThat(javaThreads).hasSize(THREADS).allSatisfy((id, set) -> assertThat(set).hasSize(1));
    javaThreads.forEach(
        (id, set) -> {
          Thread thread = set.iterator().next();
          assertThat(thread.getName()).isEqualTo("bascule-callback-" + id);
          assertThat(thread.isDaemon()).isTrue();
          assertThat(Leftovers.await(SOON, () -> !thread.isAlive())).isNotNull();
        });
  }

  private static Set<Thread> threads(Map<Long, Set<Thread>> threads, long windowsThread) {
    return threads.computeIfAbsent(windowsThread, id -> ConcurrentHashMap.newKeySet());
  }

  @Test
  void aThreadOfTheDllCallsTheDllFromItsCallback() {
    AtomicReferenceArray<Long> inner = new AtomicReferenceArray<>(THREADS);
    long sum =
        upcalls.fire_threads(
            THREADS,
            100,
            (thread, index, windowsThread) -> {
              inner.set(thread, upcalls.current_thread() - windowsThread);
              return upcalls.run(value -> value * 2, index);
            });
    assertThat(sum).isEqualTo(THREADS * 100L * 99);
    for (int i = 0; i < THREADS; i++) {
      assertThat(inner.get(i)).isZero();
    }
  }

  @Test
  void aThreadThatEndsGivesItsLaneBack() {
    int before = WINE.session().lanes();
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 300; i++) {
      assertThat(
              upcalls.call_once_on_thread(
                  value -> {
                    seen.add(Thread.currentThread());
                    return value;
                  }))
          .isEqualTo(7);
    }
    assertThat(seen).hasSize(300);
    assertThat(Leftovers.await(SOON, () -> seen.stream().noneMatch(Thread::isAlive))).isNotNull();
    assertThat(Leftovers.await(SOON, () -> WINE.session().lanes() <= before + 1)).isNotNull();
  }

  @Test
  void aCallbackComesAfterTheCallHasReturned() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    IntUnaryOperator callback =
        value -> {
          thread.set(Thread.currentThread());
          called.countDown();
          return value + 1;
        };
    try (HostBlock block = WINE.session().allocate(16)) {
      assertThat(upcalls.call_when_told(block.address(), callback, 41)).isEqualTo(1);
      assertThat(called.getCount()).isEqualTo(1);
      block.memory().putInt(0, 1);
      assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(Leftovers.await(SOON, () -> block.memory().getInt(8) == 1)).isNotNull();
      assertThat(block.memory().getInt(4)).isEqualTo(42);
      assertThat(thread.get()).isNotSameAs(Thread.currentThread());
    }
  }

  @Test
  void theSessionSaysWhatThreadsAreLike() {
    ThreadGroup group = new ThreadGroup("instrument");
    CallbackThread like = new CallbackThread("instrument thread", false, Optional.of(group));
    CallbackOptions options = CallbackOptions.DEFAULT.withThread(like);
    try (Session session = Standalone.bascule().open(TestBed.options().withCallbacks(options))) {
      AtomicReference<Thread> thread = new AtomicReference<>();
      AtomicReference<ThreadGroup> in = new AtomicReference<>();
      session
          .load(UpcallSession.dll(), Upcalls.class)
          .call_once_on_thread(
              value -> {
                thread.set(Thread.currentThread());
                in.set(Thread.currentThread().getThreadGroup());
                return 0;
              });
      assertThat(thread.get().getName()).isEqualTo("instrument thread");
      assertThat(thread.get().isDaemon()).isFalse();
      assertThat(in.get()).isSameAs(group);
      assertThat(Leftovers.await(SOON, () -> !thread.get().isAlive())).isNotNull();
    }
  }

  @Test
  void theLastErrorOfTheDllSurvivesACallback() {
    assertThat(upcalls.last_error_around(1234, value -> value)).isEqualTo(1234);
    // A call from the callback leaves its own.
    assertThat(
            upcalls.last_error_around(
                1234, value -> (int) upcalls.last_error_around(99, inner -> inner)))
        .isEqualTo(99);
  }
}

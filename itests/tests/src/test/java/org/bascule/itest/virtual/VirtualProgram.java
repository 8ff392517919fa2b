package org.bascule.itest.virtual;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.bascule.annotation.CType;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.bascule.error.NativeFaultException;
import org.bascule.itest.TestBed;
import org.bascule.spi.Ref;

/**
 * What virtual threads do to one session; a program of its own, since it needs a newer JVM than the
 * one that the build runs on. Prints one line for each scenario that it is asked for.
 */
public final class VirtualProgram {
  private static final int LANES = 16;
  private static final int CROWD = 10_000;

  private VirtualProgram() {}

  /** Of kernel32. */
  public interface Kernel {
    void Sleep(int milliseconds);

    int GetCurrentThreadId();

    void SetLastError(int code);

    int GetLastError();

    int GetTickCount();
  }

  /** Of msvcrt. */
  public interface Msvcrt {
    int abs(int value);

    void qsort(
        int[] base, @CType("size_t") long count, @CType("size_t") long width, Comparison compare);
  }

  /** Of qsort. */
  public interface Comparison {
    int compare(Ref<Integer> a, Ref<Integer> b);
  }

  /** Runs the scenarios that are named, each in a session of its own. */
  public static void main(String[] scenarios) throws Exception {
    for (String scenario : scenarios) {
      int lanes = scenario.equals("sleeps100") ? 100 : LANES;
      Session session =
          Standalone.bascule().open(TestBed.options().withVirtualThreadLanes(lanes));
      try (session) {
        System.out.println(scenario + ": " + run(scenario, session));
      }
    }
  }

  private static String run(String scenario, Session session) throws Exception {
    return switch (scenario) {
      case "calls" -> calls(session);
      case "sleeps", "sleeps100" -> sleeps(session);
      case "lastErrors" -> lastErrors(session);
      case "callbacks" -> callbacks(session);
      case "exceptions" -> exceptions(session);
      case "memory" -> memory(session);
      case "pinning" -> pinning(session);
      case "interrupts" -> interrupts(session);
      case "closing" -> closing(session);
      case "garbage" -> garbage(session);
      case "loaders" -> loaders(session);
      case "apartment" -> apartment(session);
      case "platform" -> platform(session);
      default -> throw new IllegalArgumentException(scenario);
    };
  }

  /** Also binds the functions, since nobody has called them before. */
  private static String calls(Session session) throws Exception {
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    AtomicInteger wrong = new AtomicInteger();
    Crowd.calmly(
        CROWD,
        i ->
            () -> {
              if (msvcrt.abs(-i) != i) {
                wrong.incrementAndGet();
              }
            });
    FunctionHandle copy =
        session.function("msvcrt", "void *memcpy(int to[2], const int from[2], size_t bytes)");
    Crowd.calmly(
        CROWD,
        i ->
            () -> {
              int[] to = new int[2];
              copy.call(to, new int[] {i, ~i}, 8);
              if (to[0] != i || to[1] != ~i) {
                wrong.incrementAndGet();
              }
            });
    return wrong + " wrong" + bounded(session, LANES);
  }

  private static String sleeps(Session session) throws Exception {
    Kernel kernel = session.load("kernel32", Kernel.class);
    long begin = System.nanoTime();
    Crowd.calmly(100, i -> () -> kernel.Sleep(500));
    long millis = (System.nanoTime() - begin) / 1_000_000;
    return millis + " ms, " + session.lanes() + " lanes";
  }

  private static String lastErrors(Session session) throws Exception {
    Kernel kernel = session.load("kernel32", Kernel.class);
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch set = new CountDownLatch(1000);
    Crowd.calmly(
        1000,
        i ->
            () -> {
              int first = session.lastError() | kernel.GetLastError();
              kernel.SetLastError(i + 1);
              set.countDown();
              set.await();
              int asked = session.lastError();
              if (first != 0 || asked != i + 1 || kernel.GetLastError() != i + 1) {
                wrong.incrementAndGet();
              }
            });
    return wrong + " wrong" + bounded(session, LANES);
  }

  /** The comparison calls again, on the lane that it came in. */
  private static String callbacks(Session session) throws Exception {
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    Kernel kernel = session.load("kernel32", Kernel.class);
    AtomicInteger wrong = new AtomicInteger();
    Crowd.calmly(
        500,
        i ->
            () -> {
              int[] numbers = new Random(i).ints(20).toArray();
              int[] sorted = numbers.clone();
              Arrays.sort(sorted);
              AtomicReference<Integer> lane = new AtomicReference<>();
              msvcrt.qsort(
                  numbers,
                  numbers.length,
                  4,
                  (a, b) -> {
                    int thread = kernel.GetCurrentThreadId();
                    Integer before = lane.getAndSet(thread);
                    if (before != null && before != thread) {
                      wrong.incrementAndGet();
                    }
                    return Integer.compare(a.get(), b.get());
                  });
              if (!Arrays.equals(numbers, sorted)) {
                wrong.incrementAndGet();
              }
            });
    return wrong + " wrong" + bounded(session, LANES);
  }

  private static String exceptions(Session session) throws Exception {
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    IllegalStateException thrown = new IllegalStateException("from the callback");
    Throwable seen =
        Crowd.run(
            () ->
                msvcrt.qsort(
                    new int[] {2, 1},
                    2,
                    4,
                    (a, b) -> {
                      throw thrown;
                    }));
    boolean traced =
        Arrays.stream(seen.getSuppressed())
            .flatMap(note -> Arrays.stream(note.getStackTrace()))
            .anyMatch(frame -> frame.getClassName().startsWith(Crowd.class.getName()));
    Throwable fault =
        Crowd.run(
            () -> session.function("msvcrt", "size_t strlen(const void *text)").call(8L));
    return (seen == thrown ? "the same" : seen.toString())
        + (traced ? ", traced" : ", not traced")
        + ", "
        + (fault instanceof NativeFaultException ? "a fault" : String.valueOf(fault));
  }

  private static String memory(Session session) throws Exception {
    FunctionHandle malloc = session.function("msvcrt", "void *malloc(size_t bytes)");
    FunctionHandle free = session.function("msvcrt", "void free(void *block)");
    AtomicInteger wrong = new AtomicInteger();
    Crowd.calmly(
        200,
        i ->
            () -> {
              org.bascule.spi.Address at = (org.bascule.spi.Address) malloc.call(100_000);
              byte[] bytes = new byte[100_000];
              new Random(i).nextBytes(bytes);
              byte[] back = new byte[bytes.length];
              session.memory(at, bytes.length).putBytes(0, bytes, 0, bytes.length);
              session.memory(at, bytes.length).getBytes(0, back, 0, bytes.length);
              session.library("kernel32").exports();
              try (HostBlock block = session.allocate(64)) {
                block.memory().putInt(0, i);
              }
              free.call(at);
              if (!Arrays.equals(bytes, back)) {
                wrong.incrementAndGet();
              }
            });
    return wrong + " wrong" + bounded(session, LANES);
  }

  /** The JVM has one carrier: whoever held it would stop the other one. */
  private static String pinning(Session session) throws Exception {
    Kernel kernel = session.load("kernel32", Kernel.class);
    kernel.GetTickCount();
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Thread sleeper =
        Crowd.start(
            () -> {
              begun.countDown();
              kernel.Sleep(1000);
            });
    begun.await();
    Thread other =
        Crowd.start(
            () -> {
              while (sleeper.isAlive()) {
                kernel.GetTickCount();
                calls.incrementAndGet();
              }
            });
    sleeper.join();
    other.join();
    return calls.get() > 10 ? "went on" : calls + " calls only";
  }

  private static String interrupts(Session session) throws Exception {
    Kernel kernel = session.load("kernel32", Kernel.class);
    kernel.GetTickCount();
    AtomicReference<String> seen = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread sleeper =
        Crowd.start(
            () -> {
              long begin = System.nanoTime();
              begun.countDown();
              kernel.Sleep(500);
              boolean waited = System.nanoTime() - begin > 400_000_000;
              boolean flag = Thread.currentThread().isInterrupted();
              boolean right = kernel.GetCurrentThreadId() != 0;
              seen.set(waited + " " + flag + " " + right);
            });
    begun.await();
    sleeper.interrupt();
    sleeper.join();
    return seen.get();
  }

  /** More of them than lanes, so that some still wait for one. */
  private static String closing(Session session) throws Exception {
    Kernel kernel = session.load("kernel32", Kernel.class);
    kernel.GetTickCount();
    CountDownLatch begun = new CountDownLatch(3 * LANES);
    AtomicInteger ended = new AtomicInteger();
    Thread[] sleepers = new Thread[3 * LANES];
    for (int i = 0; i < sleepers.length; i++) {
      sleepers[i] =
          Crowd.start(
              () -> {
                try {
                  begun.countDown();
                  kernel.Sleep(100_000);
                } catch (HostEndedException e) {
                  ended.incrementAndGet();
                }
              });
    }
    begun.await();
    session.close();
    for (Thread sleeper : sleepers) {
      sleeper.join();
    }
    Throwable later = Crowd.run(() -> kernel.GetTickCount());
    Throwable unasked = Crowd.run(() -> session.library("user32"));
    until(() -> callers() == 0);
    return ended
        + " ended, later "
        + (later instanceof HostEndedException && unasked instanceof HostEndedException)
        + ", "
        + callers()
        + " threads, "
        + session.lanes()
        + " lanes";
  }

  private static String garbage(Session session) throws Exception {
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    AtomicReference<WeakReference<Object>> argument = new AtomicReference<>();
    AtomicReference<WeakReference<Object>> loader = new AtomicReference<>();
    Crowd.calmly(
        1,
        i ->
            () -> {
              int[] numbers = {2, 1};
              ClassLoader own = new URLClassLoader(new URL[0]);
              argument.set(new WeakReference<>(numbers));
              loader.set(new WeakReference<>(own));
              Thread.currentThread().setContextClassLoader(own);
              msvcrt.qsort(numbers, 2, 4, (a, b) -> a.get() - b.get());
            });
    until(
        () -> {
          System.gc();
          return argument.get().get() == null && loader.get().get() == null;
        });
    return callers() > 0 ? "gone" : "the thread too";
  }

  private static String loaders(Session session) throws Exception {
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    AtomicInteger wrong = new AtomicInteger();
    Crowd.calmly(
        100,
        i ->
            () -> {
              ClassLoader own = new URLClassLoader(new URL[0]);
              Thread.currentThread().setContextClassLoader(own);
              msvcrt.qsort(
                  new int[] {2, 1},
                  2,
                  4,
                  (a, b) -> {
                    if (Thread.currentThread().getContextClassLoader() != own) {
                      wrong.incrementAndGet();
                    }
                    return 0;
                  });
            });
    return wrong + " wrong";
  }

  /** The way out for what belongs to one Windows thread. */
  private static String apartment(Session session) throws Exception {
    try (org.bascule.bridge.Apartment apartment = session.apartment("own")) {
      Kernel kernel = session.load("kernel32", Kernel.class);
      Kernel bound = apartment.bind(Kernel.class, kernel);
      AtomicInteger wrong = new AtomicInteger();
      Crowd.calmly(
          100,
          i ->
              () -> {
                if (bound.GetCurrentThreadId() != apartment.windowsThread()) {
                  wrong.incrementAndGet();
                }
              });
      return wrong + " wrong";
    }
  }

  /** For people who compare: a call of a platform thread. */
  private static String platform(Session session) {
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        msvcrt.abs(-i);
      }
      best = Math.min(best, (System.nanoTime() - begin) / 20_000);
    }
    return best + " ns";
  }

  private static String bounded(Session session, int virtualLanes) {
    // The main thread may have one too.
    int lanes = session.lanes();
    return lanes <= virtualLanes + 1 ? "" : ", " + lanes + " lanes";
  }

  private static long callers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("bascule-virtual-callers"))
        .count();
  }

  private interface Condition {
    boolean holds();
  }

  private static void until(Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.holds() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }
}

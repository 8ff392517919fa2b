package org.bascule.itest.virtual;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.bridge.Session;
import org.bascule.error.HostEndedException;

/** What is left afterwards. */
final class Lifetimes {
  private Lifetimes() {}

  /** More of them than lanes, so that some still wait for one. */
  static String closing(Session session) throws Exception {
    Dlls.Kernel kernel = session.load("kernel32", Dlls.Kernel.class);
    kernel.GetTickCount();
    CountDownLatch begun = new CountDownLatch(3 * VirtualProgram.LANES);
    AtomicInteger ended = new AtomicInteger();
    Thread[] sleepers = new Thread[3 * VirtualProgram.LANES];
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

  static String garbage(Session session) throws Exception {
    Dlls.Msvcrt msvcrt = session.load("msvcrt", Dlls.Msvcrt.class);
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

package org.bascule.itest.virtual;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.bridge.Session;

/** Calls that take their time. */
final class Waiting {
  private Waiting() {}

  static String sleeps(Session session) throws Exception {
    Dlls.Kernel kernel = session.load("kernel32", Dlls.Kernel.class);
    long begin = System.nanoTime();
    Crowd.calmly(100, i -> () -> kernel.Sleep(500));
    long millis = (System.nanoTime() - begin) / 1_000_000;
    return millis + " ms, " + session.lanes() + " lanes";
  }

  /** The JVM has one carrier: whoever held it would stop the other one. */
  static String pinning(Session session) throws Exception {
    Dlls.Kernel kernel = session.load("kernel32", Dlls.Kernel.class);
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

  static String interrupts(Session session) throws Exception {
    Dlls.Kernel kernel = session.load("kernel32", Dlls.Kernel.class);
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
              seen.set("waited " + waited + ", interrupted " + flag + ", next call right " + right);
            });
    begun.await();
    sleeper.interrupt();
    sleeper.join();
    return seen.get();
  }
}

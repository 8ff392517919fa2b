package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HousekeeperTest {
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("bascule-housekeeper"))
        .count();
  }

  @Test
  void looksAfterSomebodyHasStirredAndNeverBefore() throws Exception {
    try (Housekeeper housekeeper = new Housekeeper()) {
      Semaphore looks = new Semaphore(0);
      Housekeeper.Round round =
          housekeeper.round(
              () -> {
                looks.release();
                return Chore.Outcome.IDLE;
              });
      assertThat(looks.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
      round.stir();
      assertThat(looks.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
      assertThat(looks.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
      round.stir();
      assertThat(looks.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void looksAgainWhileThereMayBeSomethingAndEverMoreSeldom() throws Exception {
    try (Housekeeper housekeeper = new Housekeeper()) {
      AtomicInteger looks = new AtomicInteger();
      CountDownLatch three = new CountDownLatch(3);
      Housekeeper.Round round =
          housekeeper.round(
              () -> {
                looks.incrementAndGet();
                three.countDown();
                return Chore.Outcome.NOTHING;
              });
      long start = System.nanoTime();
      round.stir();
      assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
      // 100 ms, 200 ms, 400 ms.
      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(690));
      round.close();
      int before = looks.get();
      round.stir();
      Thread.sleep(300);
      assertThat(looks.get()).isEqualTo(before);
    }
  }

  @Test
  void aChoreThatFailsIsLookedAtAgain() throws Exception {
    try (Housekeeper housekeeper = new Housekeeper()) {
      CountDownLatch two = new CountDownLatch(2);
      housekeeper
          .round(
              () -> {
                two.countDown();
                throw new IllegalStateException("a chore that fails on purpose");
              })
          .stir();
      assertThat(two.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void itsThreadEndsWithItAndWhenNobodyHasItAnyMore() {
    long before = threads();
    Housekeeper closed = new Housekeeper();
    assertThat(closed.queue()).isNotNull();
    abandon();
    assertThat(threads()).isEqualTo(before + 2);
    closed.close();
    Garbage.collectUntil(() -> threads() == before);
  }

  private static void abandon() {
    new WeakTable<>(new Housekeeper(), value -> {})
        .computeIfAbsent(HousekeeperTest.class, type -> "kept by its class");
  }

  @Test
  void itsThreadKeepsNothingOfWhoeverCausedIt() throws Exception {
    try (Housekeeper housekeeper = new Housekeeper()) {
      WeakReference<ClassLoader> loader = cause(housekeeper);
      Garbage.collectUntil(() -> loader.refersTo(null));
    }
  }

  private static WeakReference<ClassLoader> cause(Housekeeper housekeeper) throws Exception {
    URL classes = HousekeeperTest.class.getProtectionDomain().getCodeSource().getLocation();
    URLClassLoader application =
        new URLClassLoader(new URL[] {classes}, HousekeeperTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Causing.class.getName())
                ? findClass(name)
                : super.loadClass(name, resolve);
          }
        };
    Runnable causing =
        (Runnable)
            application
                .loadClass(Causing.class.getName())
                .getConstructor(Housekeeper.class)
                .newInstance(housekeeper);
    ThreadGroup group = new ThreadGroup("of the application");
    Thread thread = new Thread(group, causing);
    thread.setContextClassLoader(application);
    thread.start();
    thread.join();
    return new WeakReference<>(application);
  }

  /** Stands on the stack, as a class of an application does, when the thread is started. */
  public static final class Causing implements Runnable {
    private final Housekeeper housekeeper;

    public Causing(Housekeeper housekeeper) {
      this.housekeeper = housekeeper;
    }

    @Override
    public void run() {
      new WeakTable<>(housekeeper, value -> {}).computeIfAbsent(String.class, type -> "of the JDK");
    }
  }
}

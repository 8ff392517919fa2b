package org.bascule.bridge.errand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ErrandsTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(10);

  private final Errands errands = new Errands("errands-test", 2, LONG);

  @AfterEach
  void close() {
    errands.close();
    await(() -> errands.threads() == 0);
  }

  @Test
  void anotherThreadDoesTheWork() throws Throwable {
    Thread worker = errands.run(Thread::currentThread);

    assertThat(worker).isNotSameAs(Thread.currentThread());
    assertThat(worker.isDaemon()).isTrue();
    assertThat(worker.getName()).isEqualTo("errands-test-1");
  }

  @Test
  void oneThreadIsEnoughForOneAtATime() throws Throwable {
    Thread first = errands.run(Thread::currentThread);
    await(() -> first.getState() == Thread.State.TIMED_WAITING);
    Thread second = errands.run(Thread::currentThread);

    assertThat(second).isSameAs(first);
    assertThat(errands.threads()).isEqualTo(1);
  }

  @Test
  void thereAreNeverMoreThreadsThanAllowed() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(handOver(errands, () -> pass(go)));
    }
    await(() -> errands.waiting() == 18);
    assertThat(errands.threads()).isEqualTo(2);

    go.countDown();
    for (CompletableFuture<?> each : all) {
      each.get();
    }
    assertThat(errands.threads()).isEqualTo(2);
  }

  @Test
  void whatWaitsIsDoneInTheOrderInWhichItCame() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Integer> expected = new ArrayList<>();
    try (Errands one = new Errands("one", 1, LONG)) {
      CountDownLatch go = new CountDownLatch(1);
      handOver(one, () -> pass(go));
      await(() -> one.threads() == 1 && one.waiting() == 0);
      CompletableFuture<?> last = null;
      for (int i = 0; i < 20; i++) {
        int number = i;
        expected.add(number);
        last = handOver(one, () -> order.add(number));
        await(() -> one.waiting() == number + 1);
      }
      go.countDown();
      last.get();
    }
    assertThat(order).isEqualTo(expected);
  }

  private static Object pass(CountDownLatch gate) throws InterruptedException {
    gate.await();
    return null;
  }

  @Test
  void whatIsThrownIsTheSameObjectWithANoteOfTheCallersStack() {
    IOException thrown = new IOException("no");
    Throwable caught =
        catchThrowable(
            () ->
                errands.run(
                    () -> {
                      throw thrown;
                    }));

    assertThat(caught).isSameAs(thrown);
    assertThat(caught.getSuppressed()).hasSize(1);
    Throwable note = caught.getSuppressed()[0];
    assertThat(note).hasMessage("handed over by " + Thread.currentThread());
    assertThat(note.getStackTrace())
        .anyMatch(
            frame ->
                frame
                    .getMethodName()
                    .contains("whatIsThrownIsTheSameObjectWithANoteOfTheCallersStack"));
  }

  @Test
  void notesDoNotGrowWithoutEnd() {
    IOException thrown = new IOException("no");
    for (int i = 0; i < 100; i++) {
      catchThrowable(
          () ->
              errands.run(
                  () -> {
                    throw thrown;
                  }));
    }
    assertThat(thrown.getSuppressed()).hasSize(16);
  }

  @Test
  void anInterruptIsPassedOnToTheWorkerAndKept() throws Throwable {
    Thread.currentThread().interrupt();
    Object seen =
        errands.run(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              return "seen";
            });

    assertThat(seen).isEqualTo("seen");
    assertThat(Thread.interrupted()).isTrue();
    boolean next = errands.run(() -> Thread.currentThread().isInterrupted());
    assertThat(next).isFalse();
  }

  @Test
  void anInterruptOfTheWorkerDoesNotReachTheNextErrand() throws Throwable {
    errands.run(
        () -> {
          Thread.currentThread().interrupt();
          return null;
        });
    boolean seen = errands.run(() -> Thread.currentThread().isInterrupted());
    assertThat(seen).isFalse();
  }

  @Test
  void theCallersContextClassLoaderIsThereDuringTheWorkOnly() throws Throwable {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader own = new URLClassLoader(new URL[0]);
    Thread.currentThread().setContextClassLoader(own);
    Thread worker;
    try {
      assertThat(errands.<ClassLoader>run(() -> Thread.currentThread().getContextClassLoader()))
          .isSameAs(own);
      worker = errands.run(Thread::currentThread);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(worker.getContextClassLoader()).isNotSameAs(own);
  }

  @Test
  void nothingIsKeptOfWhatIsDone() throws Throwable {
    WeakReference<Object> argument = passAndForget();
    await(
        () -> {
          System.gc();
          return argument.get() == null;
        });
    assertThat(errands.threads()).isEqualTo(1);
  }

  private WeakReference<Object> passAndForget() throws Throwable {
    Object argument = new Object();
    errands.run(() -> argument);
    return new WeakReference<>(argument);
  }

  @Test
  void threadsEndWhenThereIsNothingToDo() throws Throwable {
    try (Errands hasty = new Errands("hasty", 2, 1)) {
      Thread worker = hasty.run(Thread::currentThread);
      await(() -> !worker.isAlive());
      assertThat(hasty.threads()).isZero();
      Thread next = hasty.run(Thread::currentThread);
      assertThat(next).isNotSameAs(worker);
    }
  }

  @Test
  void whatWaitsWhenTheyAreClosedIsStillDoneAndTheNextOneByTheCaller() throws Throwable {
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(handOver(errands, () -> pass(go)));
    }
    await(() -> errands.waiting() == 3);
    errands.close();
    go.countDown();
    for (CompletableFuture<?> each : all) {
      each.get();
    }
    assertThat(errands.<Thread>run(Thread::currentThread)).isSameAs(Thread.currentThread());
  }

  private static CompletableFuture<Object> handOver(Errands errands, Work<?> work) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                done.complete(errands.run(work));
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}

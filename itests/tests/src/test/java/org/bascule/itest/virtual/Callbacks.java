package org.bascule.itest.virtual;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.bridge.Session;
import org.bascule.error.NativeFaultException;

/** The DLL calls back while virtual threads wait. */
final class Callbacks {
  private Callbacks() {}

  /** The comparison calls again, on the lane that it came in. */
  static String callbacks(Session session) throws Exception {
    Dlls.Msvcrt msvcrt = session.load("msvcrt", Dlls.Msvcrt.class);
    Dlls.Kernel kernel = session.load("kernel32", Dlls.Kernel.class);
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
    return wrong + " wrong" + VirtualProgram.bounded(session);
  }

  static String exceptions(Session session) throws Exception {
    Dlls.Msvcrt msvcrt = session.load("msvcrt", Dlls.Msvcrt.class);
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
        Crowd.run(() -> session.function("msvcrt", "size_t strlen(const void *text)").call(8L));
    return (seen == thrown ? "the same" : seen.toString())
        + (traced ? ", traced" : ", not traced")
        + ", "
        + (fault instanceof NativeFaultException ? "a fault" : String.valueOf(fault));
  }

  static String loaders(Session session) throws Exception {
    Dlls.Msvcrt msvcrt = session.load("msvcrt", Dlls.Msvcrt.class);
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
}

package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bascule.error.BasculeException;
import org.bascule.itest.ChildJvm;
import org.bascule.itest.Leftovers;
import org.bascule.itest.jdk.NewestJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java calls the DLL, which calls Java, which calls the DLL, until something is full. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestingIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int DEEP = 1000;
  private static final int ENDLESS = Integer.MAX_VALUE;
  private static final long MEBI = 1 << 20;

  /** The size that the JVM chooses. */
  private static final long DEFAULT = 0;

  /** One step down. */
  public interface Next {
    long next(int depth);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    long descend(int depth, Next next);
  }

  private final Upcalls upcalls = WINE.load(Upcalls.class);

  /** One and the same callback object all the way down. */
  private final class Same implements Next {
    private int deepest;

    @Override
    public long next(int depth) {
      deepest++;
      return upcalls.descend(depth, this);
    }
  }

  /** Goes down until an error stops it, and tells how deep it came. */
  private record Limit(int depth, Throwable error) {}

  private Limit limit(long stack) throws Exception {
    Same endless = new Same();
    Throwable error =
        inNewThread(stack, () -> catchThrowable(() -> upcalls.descend(ENDLESS, endless)));
    return new Limit(endless.deepest, error);
  }

  private long descend(int depth) {
    return upcalls.descend(depth, this::descend);
  }

  @Test
  void goes1000CallbacksDeepAtTheFirstTime() throws Exception {
    assertThat(inNewThread(4 * MEBI, () -> upcalls.descend(DEEP, new Same()))).isEqualTo(DEEP);
    // With an object of its own at each step.
    assertThat(inNewThread(4 * MEBI, () -> descend(DEEP))).isEqualTo(DEEP);
  }

  @Test
  void goes1000CallbacksDeepInAThreadOfDefaultSizeOnceItIsCompiled() throws Exception {
    Limit first = limit(DEFAULT);
    AtomicInteger best = new AtomicInteger();
    assertThat(
            Leftovers.await(
                PATIENCE,
                () -> {
                  for (int i = 0; i < 50; i++) {
                    upcalls.descend(100, new Same());
                  }
                  best.accumulateAndGet(quietLimit().depth(), Math::max);
                  return best.get() > DEEP;
                }))
        .withFailMessage(() -> "nested " + best.get() + " deep at most")
        .isNotNull();
    System.out.printf(
        "NestingIT: callbacks in a thread of default size nest %d deep at first, %d deep later%n",
        first.depth(), best.get());
  }

  /**
   * With nothing compiled the depth is the same each time; half compiled it is anything, for frames
   * of code that still counts its calls are the largest.
   */
  @ParameterizedTest
  @MethodSource("jdks")
  void goes450CallbacksDeepInAThreadOfDefaultSizeWhileAllIsInterpreted(Path jdk) throws Exception {
    try (ChildJvm child = ChildJvm.run(jdk, List.of("-Xint"), NestingProgram.class)) {
      List<String> lines = child.rest();
      assertThat(lines).hasSize(1);
      String line = lines.get(0);
      assertThat(line).endsWith(" deep, BSC-504 cannot run a callback");
      System.out.println("NestingIT: interpreted by " + jdk.getFileName() + ": " + line);
      assertThat(Integer.parseInt(line.substring(0, line.indexOf(' ')))).isGreaterThan(450);
    }
  }

  private static Stream<Path> jdks() {
    Path own = Path.of(System.getProperty("java.home"));
    return Stream.of(own, NewestJdk.required(17)).distinct();
  }

  private Limit quietLimit() {
    try {
      return limit(DEFAULT);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFullJavaStackIsAnErrorAndNoCrash() throws Exception {
    for (int i = 0; i < 5; i++) {
      Limit limit = limit(MEBI / 2);
      assertThat(limit.error()).isInstanceOf(BasculeException.class);
      // Either the call or the callback that it leads to finds the stack full.
      assertThat(limit.error().getMessage())
          .isIn(stackFull(limit.depth()), stackFull(limit.depth() + 1));
    }
    assertThat(upcalls.descend(50, new Same())).isEqualTo(50);
  }

  private static String stackFull(int depth) {
    return """
        BSC-504 cannot run a callback
          expected: that calls and callbacks nest as deep as their stacks allow
          actual: %d callbacks have filled the Java stack; the DLL got 0 instead
          remedy: end the recursion earlier, or run it in a Java thread with a larger stack"""
        .formatted(depth);
  }

  @Test
  void aFullWindowIsAnErrorAndNoCrash() throws Exception {
    Limit limit = limit(64 * MEBI);
    System.out.println("NestingIT: on any stack callbacks nest " + limit.depth() + " deep");
    assertThat(limit.depth()).isGreaterThan(DEEP);
    assertThat(limit.error())
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-504 cannot call a function
              expected: that calls and callbacks nest as deep as their stacks allow
              actual: the lane's window has no room for another frame; the DLL got 0 instead
              remedy: end the recursion earlier, or run it in a Java thread with a larger stack""");
    assertThat(upcalls.descend(50, new Same())).isEqualTo(50);
  }

  @Test
  void aThreadGoesOnAfterItsLimit() throws Exception {
    inNewThread(
        DEFAULT,
        () -> {
          for (int i = 0; i < 5; i++) {
            assertThat(catchThrowable(() -> upcalls.descend(ENDLESS, new Same())))
                .isInstanceOf(BasculeException.class)
                .hasMessageStartingWith("BSC-504 ");
            assertThat(upcalls.descend(200, new Same())).isEqualTo(200);
          }
          return null;
        });
  }

  private static <T> T inNewThread(long stack, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "nesting", stack);
    thread.start();
    T result = task.get(60, TimeUnit.SECONDS);
    thread.join();
    return result;
  }
}

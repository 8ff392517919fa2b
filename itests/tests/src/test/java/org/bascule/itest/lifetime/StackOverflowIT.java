package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.FunctionHandle;
import org.bascule.error.BasculeException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.Seed;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The program's own recursion fills the Java stack, anywhere in a call; the session goes on. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackOverflowIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int ROUNDS = Integer.getInteger("bascule.test.overflows", 25);
  private static final long SMALL_STACK = 256 * 1024;

  /** Of msvcrt. */
  public interface Msvcrt {
    int abs(int number);

    @DeclaredAs("size_t")
    long strlen(String text);
  }

  /** One step down. */
  public interface Next {
    long next(int depth);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    long descend(int depth, Next next);
  }

  private final Msvcrt msvcrt = WINE.session().load("msvcrt", Msvcrt.class);
  private final Upcalls upcalls =
      WINE.session().load(TestBed.dll("upcalls").toString(), Upcalls.class);
  private final FunctionHandle echo =
      WINE.session().function("msvcrt", "size_t _strrev(char *text)");
  private final Random random = Seed.random("StackOverflowIT");
  private int deepest;

  @Test
  void theProgramsOwnRecursionThroughCalls() throws Exception {
    rounds(() -> recurse(0));
  }

  @Test
  void theProgramsOwnRecursionThroughCallsWithSections() throws Exception {
    rounds(() -> recurseWithText(0));
  }

  @Test
  void aRecursionInsideACallback() throws Exception {
    rounds(() -> (int) upcalls.descend(1, depth -> recurse(0)));
  }

  @Test
  void aRecursionInsideNestedCallbacks() throws Exception {
    rounds(() -> (int) nest(1 + random.nextInt(20)));
  }

  @Test
  void aRecursionThatIsCaughtInsideACallback() throws Exception {
    rounds(
        () ->
            (int)
                upcalls.descend(
                    1,
                    depth -> {
                      overflow(() -> recurse(0));
                      assertThat(msvcrt.abs(-7)).isEqualTo(7);
                      return 1;
                    }));
  }

  @Test
  void aRecursionOfCallbacksOnly() throws Exception {
    rounds(() -> (int) endless(0));
  }

  @Test
  void callsAtTheVeryEndOfTheStack() throws Exception {
    rounds(
        () -> {
          overflow(() -> measure(0));
          return dive(Math.max(1, deepest - random.nextInt(150)));
        });
  }

  @Test
  void besideAThreadThatKeepsCalling() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    FutureTask<Integer> other =
        new FutureTask<>(
            () -> {
              int calls = 0;
              for (; !stop.get(); calls++) {
                assertThat(msvcrt.abs(-calls)).isEqualTo(calls);
              }
              return calls;
            });
    new Thread(other).start();
    try {
      rounds(() -> recurse(0));
    } finally {
      stop.set(true);
    }
    assertThat(other.get(10, TimeUnit.SECONDS)).isPositive();
  }

  private void rounds(IntSupplier recursion) throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              Object start = echo.call("abc");
              for (int round = 0; round < ROUNDS; round++) {
                overflow(recursion);
                assertThat(msvcrt.abs(-round)).isEqualTo(round);
                assertThat(msvcrt.strlen("four")).isEqualTo(4);
                assertThat(upcalls.descend(3, this::descend)).isEqualTo(3);
              }
              assertThat(echo.call("abc")).as("where sections begin").isEqualTo(start);
              return null;
            });
    new Thread(null, task, "overflowing", SMALL_STACK).start();
    task.get(150, TimeUnit.SECONDS);
    assertThat(WINE.session().end()).isEmpty();
  }

  /** Whatever comes out of it is an overflow, or a callback that found no room. */
  private static void overflow(IntSupplier recursion) {
    try {
      recursion.getAsInt();
    } catch (StackOverflowError e) {
      // That is what happens here.
    } catch (BasculeException e) {
      assertThat(e).hasMessageStartingWith("BSC-504 ");
    }
  }

  private long descend(int depth) {
    return upcalls.descend(depth, this::descend);
  }

  private int recurse(int n) {
    return msvcrt.abs(n) + recurse(n + 1);
  }

  private int recurseWithText(int n) {
    return (int) msvcrt.strlen("some text") + recurseWithText(n + 1);
  }

  private long nest(int left) {
    return upcalls.descend(1, depth -> left == 0 ? recurse(0) : nest(left - 1));
  }

  private long endless(int n) {
    return upcalls.descend(1, depth -> endless(n + 1));
  }

  private int measure(int n) {
    deepest = n;
    return measure(n + 1) + 1;
  }

  /** Down without calls, and calls at each step from there on. */
  private int dive(int left) {
    return left > 0 ? dive(left - 1) + 1 : recurse(0);
  }
}

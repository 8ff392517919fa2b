package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bascule.error.BasculeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Java calls the DLL, which calls Java, which calls the DLL, until a stack is full. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestingIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  /** One step down. */
  public interface Next {
    long next(int depth);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    long descend(int depth, Next next);
  }

  private final Upcalls upcalls = WINE.load(Upcalls.class);

  private long descend(int depth) {
    return upcalls.descend(depth, this::descend);
  }

  /** With one and the same callback object all the way down. */
  private final class Same implements Next {
    private int deepest;

    @Override
    public long next(int depth) {
      deepest++;
      return upcalls.descend(depth, this);
    }
  }

  @Test
  void goes1000CallbacksDeepInAThreadAsItComes() throws Exception {
    assertThat(inNewThread(() -> descend(1000))).isEqualTo(1000);
    assertThat(inNewThread(() -> upcalls.descend(1000, new Same()))).isEqualTo(1000);
  }

  @Test
  void aStackThatIsFullIsAnErrorAndNoCrash() throws Exception {
    Same endless = new Same();
    Throwable error =
        inNewThread(() -> catchThrowable(() -> upcalls.descend(Integer.MAX_VALUE, endless)));
    System.out.println("NestingIT: the limit is " + endless.deepest + " callbacks deep");
    assertThat(endless.deepest).isGreaterThan(1000);
    assertThat(error).isInstanceOf(BasculeException.class);
    assertThat(error.getMessage())
        .matches(
            "\\QBSC-504 cannot \\E(call .*|run a callback)\n"
                + "\\Q  expected: that calls and callbacks nest as deep as their stacks allow\n\\E"
                + "  actual: .*; the DLL got 0 instead\n"
                + "\\Q  remedy: end the recursion earlier, or run it in a Java thread with a larger"
                + " stack\\E");
    assertThat(descend(50)).isEqualTo(50);
  }

  @Test
  void theLimitIsMetAgainAndAgainOnOneThread() throws Exception {
    inNewThread(
        () -> {
          for (int i = 0; i < 5; i++) {
            Same endless = new Same();
            Throwable error = catchThrowable(() -> upcalls.descend(Integer.MAX_VALUE, endless));
            assertThat(error).isInstanceOf(BasculeException.class).hasMessageStartingWith("BSC-504 ");
            assertThat(upcalls.descend(500, new Same())).isEqualTo(500);
          }
          return null;
        });
  }

  private static <T> T inNewThread(Callable<T> work) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work).get(60, TimeUnit.SECONDS);
    } finally {
      thread.shutdown();
    }
  }
}

package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bascule.bridge.FunctionHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Windows' last error belongs to a thread, and so it does here. */
class LastErrorIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int THREADS = 4;
  private static final int CALLS = 1000;

  @Test
  void comesWithEachCall() {
    assertThat(WINE.demo("int fail_with(unsigned code)", 5)).isEqualTo(0);
    assertThat(WINE.session().lastError()).isEqualTo(5);
    WINE.demo("int fail_with(unsigned code)", 0xE0001234L);
    assertThat(WINE.session().lastError()).isEqualTo(0xE0001234);
  }

  @Test
  void staysForTheDllToAskFor() {
    FunctionHandle ask = WINE.session().function(TestBed.demo(), "unsigned last_error(void)");
    ask.call();
    WINE.demo("int fail_with(unsigned code)", 1234);
    assertThat(ask.call()).isEqualTo(1234L);
    assertThat(WINE.session().function("kernel32", "DWORD GetLastError(void)").call())
        .isEqualTo(1234L);
  }

  @Test
  void saysWhyWindowsRefused() {
    Object attributes =
        WINE.session()
            .function("kernel32", "DWORD GetFileAttributesW(const wchar_t *name)")
            .call("C:\\no\\such\\file");
    assertThat(attributes).isEqualTo(0xffffffffL);
    assertThat(WINE.session().lastError()).as("ERROR_PATH_NOT_FOUND").isEqualTo(3);
  }

  @Test
  void isZeroForAThreadThatMadeNoCall() throws Exception {
    WINE.demo("int fail_with(unsigned code)", 77);
    Callable<Integer> ask = () -> WINE.session().lastError();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      assertThat(other.submit(ask).get(10, TimeUnit.SECONDS)).isEqualTo(0);
    } finally {
      other.shutdown();
    }
  }

  @Test
  void isNeverAnotherThreads() throws Exception {
    FunctionHandle fail = WINE.session().function(TestBed.demo(), "int fail_with(unsigned code)");
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> wrong =
          threads.invokeAll(
              IntStream.range(0, THREADS)
                  .mapToObj(
                      thread ->
                          (Callable<Integer>)
                              () -> {
                                together.await(10, TimeUnit.SECONDS);
                                return countWrong(fail, thread * CALLS);
                              })
                  .toList());
      for (Future<Integer> one : wrong) {
        assertThat(one.get()).isEqualTo(0);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static int countWrong(FunctionHandle fail, int base) {
    int wrong = 0;
    for (int i = 0; i < CALLS; i++) {
      fail.call(base + i);
      if (WINE.session().lastError() != base + i) {
        wrong++;
      }
    }
    return wrong;
  }
}

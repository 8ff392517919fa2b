package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bascule.annotation.DeclaredAs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many threads in one session. */
class ThreadsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int THREADS = 8;
  private static final int CALLS = 100_000;

  /** Of demo.dll. */
  public interface Demo {
    int add(int a, int b);

    @DeclaredAs("unsigned")
    long thread_id();

    int count_on_thread();
  }

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyOneOf800000AnswersIsRight() throws Exception {
    Demo demo = WINE.session().load(TestBed.demo(), Demo.class);
    long seed = Seed.random("ThreadsIT").nextLong();
    List<Integer> wrong = onThreads(thread -> countWrong(demo, new Random(seed + thread)));
    assertThat(wrong).hasSize(THREADS).containsOnly(0);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyJavaThreadHasAWindowsThreadOfItsOwn() throws Exception {
    Demo demo = WINE.session().load(TestBed.demo(), Demo.class);
    List<Long> ids =
        onThreads(
            thread -> {
              long id = demo.thread_id();
              assertThat(demo.count_on_thread()).isEqualTo(1);
              assertThat(demo.count_on_thread()).isEqualTo(2);
              assertThat(demo.thread_id()).isEqualTo(id);
              return id;
            });
    Set<Long> different = new HashSet<>(ids);
    assertThat(different).hasSize(THREADS);
  }

  private interface Work<T> {
    T run(int thread) throws Exception;
  }

  private static <T> List<T> onThreads(Work<T> work) throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        tasks.add(
            () -> {
              together.await(30, TimeUnit.SECONDS);
              return work.run(thread);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  private static int countWrong(Demo demo, Random random) {
    int wrong = 0;
    for (int i = 0; i < CALLS; i++) {
      int a = random.nextInt();
      int b = random.nextInt();
      if (demo.add(a, b) != a + b) {
        wrong++;
      }
    }
    return wrong;
  }
}

package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  private final List<Process> running = new ArrayList<>();

  @Test
  void aRunningProcessDoesNotKeepTheContextOfWhoStartedIt() throws Exception {
    WeakReference<ClassLoader> loader = startWithAContext();
    try {
      Garbage.collectUntil(() -> loader.refersTo(null));
      assertThat(running).allMatch(Process::isAlive);
    } finally {
      running.forEach(Process::destroyForcibly);
    }
  }

  private WeakReference<ClassLoader> startWithAContext() throws IOException {
    ClassLoader loader = new URLClassLoader(new URL[0]);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      // Several, since a waiting thread of an earlier process may be used again for the first.
      for (int i = 0; i < 5; i++) {
        running.add(Processes.start(new ProcessBuilder("sleep", "60")));
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  @Test
  void tellsWhyAProcessCannotBeStarted() {
    assertThatThrownBy(() -> Processes.start(new ProcessBuilder("/no/such/program")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such/program");
    assertThatThrownBy(() -> Processes.start(new ProcessBuilder()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anInterruptIsNotLost() throws IOException {
    Thread.currentThread().interrupt();
    Process process = Processes.start(new ProcessBuilder("true"));
    assertThat(Thread.interrupted()).isTrue();
    process.destroy();
  }
}

package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bascule.lifetime.Housekeeper;
import org.bascule.transport.arena.SharedArena;
import org.bascule.transport.runtime.OwnerName;
import org.bascule.transport.runtime.RuntimeDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A DLL whose threads call back, and this side of it; checks that nothing is left in the end. */
abstract class ForeignThreadsHarness {
  static final int WINDOW = 8192;
  // Kept, or the logger forgets its level: the failures here are meant.
  private static final Logger QUIET = Logger.getLogger("org.bascule.transport");

  final FakeLife life = new FakeLife();
  final TestServer echo = new TestServer(TestServer::echo);

  @TempDir Path parent;
  RuntimeDirectory directory;
  SharedArena arena;
  FakeDll dll;
  Lanes lanes;
  ForeignThreads foreign;
  private int bells;

  @BeforeAll
  static void beQuiet() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoud() {
    QUIET.setLevel(null);
  }

  @BeforeEach
  void open() throws IOException {
    bells = OpenBells.count();
    directory = new RuntimeDirectory(parent, OwnerName.current());
    arena = TestArena.open(directory, life);
    dll = new FakeDll(arena);
    use(dll);
  }

  @AfterEach
  void stop() throws Exception {
    life.end();
    lanes.end();
    dll.stop();
  }

  void use(LaneOpener opener) {
    lanes =
        new Lanes(
            new LaneFactory(
                TestArena.windows(arena, directory, life, WINDOW),
                directory,
                opener,
                () -> new SpinBudget(false),
                life),
            life,
            new Housekeeper(),
            LaneLimit.NONE);
    foreign = new ForeignThreads(lanes, dll.denied::add, work -> new Thread(work).start(), life);
    dll.tell(foreign);
  }

  void assertNothingLeft() throws IOException {
    assertThat(lanes.count()).isZero();
    assertThat(arena.used()).isZero();
    OpenBells.await(bells);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

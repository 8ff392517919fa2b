package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.VirtualThreads;
import org.bascule.transport.Cells;
import org.bascule.transport.Lane;
import org.bascule.transport.arena.SharedArena;
import org.bascule.transport.posix.Bell;
import org.bascule.transport.runtime.OwnerName;
import org.bascule.transport.runtime.RuntimeDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LanesTest {
  private static final int WINDOW = 8192;

  private final FakeLife life = new FakeLife();
  @TempDir Path parent;
  private SharedArena arena;
  private RuntimeDirectory directory;
  private Lanes made;

  @BeforeEach
  void open() {
    directory = new RuntimeDirectory(parent, OwnerName.current());
    arena = TestArena.open(directory, life);
  }

  @AfterEach
  void end() {
    life.end();
    if (made != null) {
      made.end();
    }
  }

  @Test
  void givesEachThreadOneLaneOfItsOwn() throws Exception {
    Lanes lanes = lanes(this::answer);
    Lane mine = lanes.mine();
    Lane other = inThread(lanes::mine);

    assertThat(lanes.mine()).isSameAs(mine);
    assertThat(other).isNotSameAs(mine);
    assertThat(mine.address() % 4096).isZero();
    assertThat(mine.window().capacity()).isEqualTo(WINDOW);
    assertThat(arena.find(mine.address()).memory()).isSameAs(mine.window());
  }

  @Test
  void closesLanesOfDeadThreadsWithoutBeingAsked() throws Exception {
    Lanes lanes = lanes(this::answer);
    int files = OpenBells.count();
    long start = System.nanoTime();
    inThread(lanes::mine);
    inThread(lanes::mine);
    while (lanes.count() > 0) {
      Thread.onSpinWait();
    }

    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    OpenBells.await(files);
    while (arena.used() > 0) {
      Thread.onSpinWait(); // The window goes last.
    }
  }

  @Test
  void closesTheLaneOfADeadThreadWhenTheHostHasDoneWhatItCalled() throws Exception {
    CompletableFuture<PeerHost> host = new CompletableFuture<>();
    Lanes lanes =
        lanes(
            (lane, thread, window, size, hostBell, javaBell) -> {
              try {
                Bell there = Bell.open(hostBell);
                Bell here = Bell.open(javaBell);
                host.complete(
                    new PeerHost(arena.find(window).memory(), there, here, 0, new Random(1)));
                return 4711;
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    LaneEnd lane =
        inThread(
            () -> {
              LaneEnd own = (LaneEnd) lanes.mine();
              own.turn(256, 8, 264, Cells.NONE, Patience.until(System.nanoTime() + 1_000_000));
              return own;
            });
    assertThat(lane.depth()).isEqualTo(-1);
    while (lanes.count() > 0) {
      Thread.onSpinWait(); // It is put aside.
    }
    assertThat(arena.used()).isPositive();
    Thread peer = new Thread(host.get());
    peer.setDaemon(true);
    peer.start();

    while (arena.used() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void refusesOneLaneTooMany() throws Exception {
    Lanes lanes = lanes(this::answer, bound(1));
    lanes.mine();

    assertThat(failureInThread(lanes::mine))
        .isInstanceOf(org.bascule.error.BasculeException.class)
        .hasMessage(
            """
            BSC-104 cannot open a lane to the Wine host
              expected: room for one more lane, or a lane that is given up within 2 s
              actual: 1 lanes are open, and there may be 1
              remedy: wait""");
    assertThat(lanes.count()).isEqualTo(1);
  }

  @Test
  void waitsForALaneThatIsGivenUp() throws Exception {
    Lanes lanes = lanes(this::answer, bound(1));
    inThread(lanes::mine);

    assertThat(inThread(lanes::mine)).isNotNull();
  }

  private static LaneLimit bound(int most) {
    return (open, opening) ->
        open < most ? null : new LaneLimit.Reached("there may be " + most, "wait");
  }

  private static Throwable failureInThread(Callable<?> work) throws Exception {
    return inThread(() -> org.assertj.core.api.Assertions.catchThrowable(work::call));
  }

  @Test
  void refusesAVirtualThread() throws Exception {
    assumeTrue(VirtualThreads.exist(), "this is for a JVM with virtual threads");
    Lanes lanes = lanes(this::answer);
    CompletableFuture<Lane> asked = new CompletableFuture<>();
    Runnable ask =
        () -> {
          try {
            asked.complete(lanes.mine());
          } catch (Throwable e) {
            asked.completeExceptionally(e);
          }
        };
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, ask);

    assertThatThrownBy(asked::get)
        .hasRootCauseMessage(
            """
            BSC-402 cannot open a lane to the Wine host
              expected: a platform thread
              actual: a virtual thread, which would hold its carrier while it waits
              remedy: have a platform thread talk to the host on its behalf""");
    assertThat(lanes.count()).isZero();
  }

  @Test
  void leavesNoNameBehind() throws Exception {
    lanes(this::answer).mine();

    try (Stream<Path> entries = Files.list(parent)) {
      assertThat(entries).isEmpty();
    }
  }

  @Test
  void leavesNothingOfALaneThatTheHostRefuses() throws Exception {
    LaneRefusedException refusal =
        new LaneRefusedException(
            new Diagnosis(ErrorCode.SHARED_MEMORY, "open a lane", "", "", "", ""));
    Lanes lanes =
        lanes(
            (lane, thread, window, size, hostBell, javaBell) -> {
              assertThat(hostBell).exists();
              throw refusal;
            });
    int files = OpenBells.count();

    assertThatThrownBy(lanes::mine).isSameAs(refusal);
    assertThat(arena.used()).isZero();
    assertThat(OpenBells.count()).isEqualTo(files);
    assertThat(lanes.count()).isZero();
    try (Stream<Path> entries = Files.list(parent)) {
      assertThat(entries).isEmpty();
    }
  }

  @Test
  void endsAllWhenTheHostEnds() throws Exception {
    int files = OpenBells.count();
    Lanes lanes = lanes(this::silent);
    Lane mine = lanes.mine();
    CompletableFuture<Throwable> waiting = new CompletableFuture<>();
    CompletableFuture<LaneEnd> theirs = new CompletableFuture<>();
    Thread other =
        new Thread(
            () -> {
              LaneEnd lane = (LaneEnd) lanes.mine();
              theirs.complete(lane);
              waiting.complete(
                  org.assertj.core.api.Assertions.catchThrowable(() -> lane.exchange(256, 8)));
            });
    other.start();
    LaneEnd lane = theirs.get(10, TimeUnit.SECONDS);
    while (!lane.busy()) {
      Thread.onSpinWait();
    }
    long start = System.nanoTime();
    life.end();
    lanes.end();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(HostEndedException.class);
    // Without its bell it would look again after a second.
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
    assertThat(lanes.count()).isZero();
    OpenBells.await(files);
    assertThatThrownBy(() -> mine.exchange(256, 8)).isInstanceOf(HostEndedException.class);
    assertThatThrownBy(lanes::mine)
        .isInstanceOf(HostEndedException.class)
        .hasMessage("BSC-105 cannot open a lane to the Wine host\n  where: fake host");
  }

  private Lanes lanes(LaneOpener opener) {
    return lanes(opener, LaneLimit.NONE);
  }

  private Lanes lanes(LaneOpener opener, LaneLimit limit) {
    made =
        new Lanes(
            new LaneFactory(
                TestArena.windows(arena, directory, life, WINDOW),
                directory,
                opener,
                () -> new SpinBudget(false),
                life),
            life,
            new Housekeeper(),
            limit);
    return made;
  }

  /** A host that answers one frame, whatever it is, and is done. */
  private int answer(int lane, int thread, long window, int size, Path hostBell, Path javaBell) {
    try {
      Bell there = Bell.open(hostBell);
      Bell here = Bell.open(javaBell);
      ByteBuffer memory = arena.find(window).memory();
      Thread peer =
          new Thread(
              () -> {
                new PeerHost(memory, there, here, 0, new Random(1)).runOnce();
                there.close();
                here.close();
              });
      peer.setDaemon(true);
      peer.start();
      return 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int silent(int lane, int thread, long window, int size, Path hostBell, Path javaBell) {
    return 0; // opens nothing, says nothing
  }

  private static <T> T inThread(Callable<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    thread.start();
    thread.join();
    return result.get();
  }
}

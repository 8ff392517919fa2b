package org.bascule.transport.host;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.bascule.error.BasculeException;
import org.bascule.transport.Arena;
import org.bascule.transport.Host;
import org.bascule.transport.HostExit;
import org.bascule.transport.HostFacts;
import org.bascule.transport.Lane;
import org.bascule.transport.LaneServer;
import org.bascule.transport.arena.SharedArena;
import org.bascule.transport.control.HostClient;
import org.bascule.transport.lane.ForeignThreads;
import org.bascule.transport.lane.Lanes;
import org.bascule.transport.limit.Limiter;

/**
 * A host that has greeted. It needs no shutdown hook: when the JVM ends, in whatever way, the
 * kernel closes the host's stdin and the host ends itself, but not before the last bundle has had
 * its turn.
 */
final class RunningHost implements Host {
  private final HostFacts identity;
  private final HostProcess process;
  private final Duration endTimeout;
  private final Threads threads;
  private final Thread watcher;
  private final HostState state;
  private final Limiter limiter;
  private final HostClient client;
  private final SharedArena arena;
  private final Lanes lanes;
  private final ForeignThreads foreignThreads;

  RunningHost(
      HostFacts identity,
      HostProcess process,
      Duration endTimeout,
      Threads threads,
      Thread watcher,
      HostState state,
      Limiter limiter,
      HostClient client,
      SharedArena arena,
      Lanes lanes,
      ForeignThreads foreignThreads) {
    this.identity = identity;
    this.process = process;
    this.endTimeout = endTimeout;
    this.threads = threads;
    this.watcher = watcher;
    this.state = state;
    this.limiter = limiter;
    this.client = client;
    this.arena = arena;
    this.lanes = lanes;
    this.foreignThreads = foreignThreads;
  }

  @Override
  public HostFacts identity() {
    return identity;
  }

  @Override
  public Lane lane() {
    return lanes.mine();
  }

  @Override
  public void serveThreads(LaneServer server) {
    foreignThreads.serve(server);
  }

  @Override
  public Arena arena() {
    return arena;
  }

  @Override
  public int openLanes() {
    return lanes.count();
  }

  @Override
  public Duration ping() {
    long start = System.nanoTime();
    client.ping();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public Optional<String> memoryUse() {
    return limiter.memory();
  }

  @Override
  public Optional<HostExit> end() {
    return state.end();
  }

  @Override
  public void onEnd(Consumer<HostExit> listener) {
    state.onEnd(listener);
  }

  @Override
  public boolean heapAnswers() {
    return client.heapAnswers();
  }

  @Override
  public void succeededBy(String by) {
    state.succeededBy(by);
  }

  @Override
  public void giveUp(String reason) {
    state.giveUp(reason);
  }

  @Override
  public void close() {
    if (!state.over()) {
      state.ask();
      if (!startGoodbye() || !process.waitFor(endTimeout)) {
        process.kill();
      }
    }
    process.waitFor();
    awaitWatcher();
  }

  /** In a thread of its own: a host that reads nothing would block the writer. */
  private boolean startGoodbye() {
    try {
      threads.start("bascule-goodbye-" + process.pid(), this::sayGoodbye);
      return true;
    } catch (OutOfMemoryError e) {
      // There are no more threads to be had.
      return false;
    }
  }

  private void sayGoodbye() {
    try {
      client.goodbye(endTimeout);
    } catch (BasculeException e) {
      // Then it is killed.
    }
  }

  /**
   * Until everybody has been told and all is tidied up, unless a listener is the one who closes.
   */
  private void awaitWatcher() {
    boolean interrupted = false;
    while (watcher != Thread.currentThread() && watcher.isAlive()) {
      try {
        watcher.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

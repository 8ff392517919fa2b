package org.bascule.transport.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import org.bascule.transport.Cells;
import org.bascule.transport.arena.GrowingBlock;
import org.bascule.transport.posix.Bell;

/** Both ends of a lane in one JVM. */
final class Peers implements AutoCloseable {
  static final int WINDOW = 8192;

  final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
  final FakeLife life = new FakeLife();
  final Turns turns;
  final LaneEnd lane;
  private final Bell hostBellThere;
  private final Bell javaBellThere;
  private PeerHost peer;
  private Thread host;

  Peers(Path directory, SpinPolicy spin) throws IOException {
    Path hostPath = directory.resolve("host");
    Path javaPath = directory.resolve("java");
    turns = new Turns(window, Bell.create(hostPath), Bell.create(javaPath), spin, life, 0);
    lane = new LaneEnd(1, new WindowBlock(window), Thread.currentThread(), turns, life);
    hostBellThere = Bell.open(hostPath);
    javaBellThere = Bell.open(javaPath);
  }

  void startHost(int mostLooks, Random random) {
    peer = new PeerHost(window, hostBellThere, javaBellThere, mostLooks, random);
    host = new Thread(peer);
    host.setDaemon(true);
    host.start();
  }

  /** Posts a word; whether an answer came, which then is in the window. */
  boolean say(int word) {
    window.putInt(256, word);
    return lane.turn(256, 8, 264, Cells.NONE, Patience.ENDLESS);
  }

  int heard() {
    return window.getInt(lane.receivedOffset());
  }

  void awaitHostEnd() throws InterruptedException {
    host.join();
  }

  /** Nobody may wait at a bell that is closed: its number may be another file's already. */
  @Override
  public void close() {
    while (host != null && host.isAlive()) {
      peer.stop();
      Thread.onSpinWait();
    }
    lane.close();
    hostBellThere.close();
    javaBellThere.close();
  }

  private record WindowBlock(ByteBuffer memory) implements GrowingBlock {
    @Override
    public long address() {
      return 0;
    }

    @Override
    public long size() {
      return memory.capacity();
    }

    @Override
    public void extend(int end) {
      throw new AssertionError("all of it is there");
    }

    @Override
    public boolean isClosed() {
      return false;
    }

    @Override
    public void retire() {
      // The collector's.
    }

    @Override
    public void close() {
      // The collector's.
    }
  }
}

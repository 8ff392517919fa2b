package org.bascule.transport.lane;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.bascule.protocol.CloseLane;
import org.bascule.protocol.Frames;
import org.bascule.protocol.Message;
import org.bascule.transport.arena.GrowingBlock;
import org.bascule.transport.arena.WindowSpace;
import org.bascule.transport.posix.Bell;
import org.bascule.transport.runtime.RuntimeDirectory;

/** Opens and closes lanes together with the host. Thread-safe. */
public final class LaneFactory {
  static final String OPEN = "open a lane to the Wine host";

  private final WindowSpace windows;
  private final RuntimeDirectory directory;
  private final LaneOpener opener;
  private final Supplier<SpinPolicy> spins;
  private final HostLife life;

  /**
   * A factory.
   *
   * @param windows where windows are taken from
   * @param directory where bells have their names for a moment
   * @param spins makes a lane's way of waiting
   */
  public LaneFactory(
      WindowSpace windows,
      RuntimeDirectory directory,
      LaneOpener opener,
      Supplier<SpinPolicy> spins,
      HostLife life) {
    this.windows = windows;
    this.directory = directory;
    this.opener = opener;
    this.spins = spins;
    this.life = life;
  }

  /** A new lane with a new Windows thread. If it cannot be opened, nothing is left of it. */
  LaneEnd open(int id, Thread owner) {
    return open(id, 0, owner, life);
  }

  /**
   * A new lane. If it cannot be opened, nothing is left of it.
   *
   * @param windowsThread the thread that has asked for it, and will begin; 0 for a new one
   * @param own until when the other side is there
   */
  LaneEnd open(int id, int windowsThread, Thread owner, HostLife own) {
    GrowingBlock window = windows.open();
    try (RuntimeDirectory.Lease lease = directory.lease()) {
      Path hostPath = lease.file("host-bell");
      Path javaPath = lease.file("java-bell");
      Turns turns = turns(window, hostPath, javaPath, own, windowsThread == 0 ? 0 : 1);
      LaneEnd lane = new LaneEnd(id, window, owner, turns, own);
      open(lane, windowsThread, hostPath, javaPath);
      return lane;
    } catch (IOException e) {
      window.close();
      throw LaneErrors.noBells(directory.parent(), e);
    }
  }

  private void open(LaneEnd lane, int windowsThread, Path hostPath, Path javaPath) {
    try {
      int thread =
          opener.open(
              lane.id(), windowsThread, lane.address(), windows.windowSize(), hostPath, javaPath);
      lane.opened(thread, opener::stack);
    } catch (RuntimeException e) {
      lane.close();
      // A host that runs and has not answered may still come to use the window.
      if (e instanceof LaneRefusedException || life.over()) {
        lane.free();
      }
      throw e;
    }
  }

  /**
   * Ends the Windows thread of a lane whose Java thread has ended.
   *
   * @return whether the lane is closed now; if not, the host is still busy with what the thread has
   *     called, and this is to be tried again
   */
  boolean close(LaneEnd lane, long deadline) {
    boolean over = lane.goodbye(LaneFactory::closeFrame, Patience.until(deadline)) || life.over();
    if (over) {
      lane.close();
      lane.free();
    }
    return over;
  }

  private Turns turns(GrowingBlock window, Path hostPath, Path javaPath, HostLife own, int lead)
      throws IOException {
    Bell hostBell = Bell.create(hostPath);
    try {
      Bell javaBell = Bell.create(javaPath);
      return new Turns(window.memory(), hostBell, javaBell, spins.get(), own, lead);
    } catch (IOException e) {
      hostBell.close();
      throw e;
    }
  }

  private static ByteBuffer closeFrame() {
    FlatBufferBuilder builder = new FlatBufferBuilder(64);
    CloseLane.startCloseLane(builder);
    Frames.finish(builder, 0, Message.CloseLane, CloseLane.endCloseLane(builder));
    return builder.dataBuffer();
  }
}

package org.bascule.transport.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.bascule.error.BasculeException;
import org.bascule.transport.LaneServer;

/**
 * The threads that a DLL has made itself and that make upcalls: each gets a Java thread and a lane
 * of its own until it ends. Thread-safe.
 *
 * <p>A Windows thread that has asked waits for ever, so that whatever goes wrong here must end in a
 * denial. Nothing of it happens on the thread that reads the control channel: the answer to the
 * opening of a lane comes over that thread too.
 */
public final class ForeignThreads implements HostAnnouncements {
  private static final System.Logger LOG = System.getLogger("org.bascule.transport");
  private static final String SERVE = "serve a thread of the Wine host";

  private final Lanes lanes;
  private final IntConsumer denial;
  private final Executor threads;
  private final HostLife life;
  private final AtomicReference<LaneServer> server = new AtomicReference<>();
  // Windows threads that have asked and not been denied, until they end.
  private final Map<Integer, ServedThread> known = new ConcurrentHashMap<>();
  private final Map<Integer, ForeignLife> lives = new ConcurrentHashMap<>();

  /**
   * Denies all until there is a server.
   *
   * @param denial lets a Windows thread go on without a lane
   * @param threads has a thread for everything at once: what is run here may take its time
   */
  public ForeignThreads(Lanes lanes, IntConsumer denial, Executor threads, HostLife life) {
    this.lanes = lanes;
    this.denial = denial;
    this.threads = threads;
    this.life = life;
  }

  /** From now on this one serves. */
  public void serve(LaneServer newServer) {
    if (!server.compareAndSet(null, newServer)) {
      throw LaneErrors.servedAlready();
    }
  }

  @Override
  public void wantLane(int windowsThread, long callback) {
    ServedThread served = new ServedThread(windowsThread);
    ServedThread before = known.put(windowsThread, served);
    // Where the host's part in opening a lane fails, the thread may ask again before this side has
    // seen to the failure.
    if (windowsThread == 0 || before != null && !before.opening) {
      life.broken(SERVE, "each thread to ask for a lane once", served + " has asked again");
      return;
    }
    try {
      threads.execute(() -> admit(served, callback));
    } catch (RuntimeException | OutOfMemoryError e) {
      refuse(served, e);
    }
  }

  @Override
  public void laneEnded(int lane) {
    ForeignLife ended = lives.remove(lane);
    if (ended != null) {
      // First, since another thread may get this one's number.
      known.remove(ended.windowsThread());
      ended.end();
    } else if (!lanes.numbered(lane)) {
      life.broken(SERVE, "the end of an open lane", "the end of lane " + lane);
    }
    // A lane whose opening took too long was given up here.
  }

  private void admit(ServedThread served, long callback) {
    LaneServer serving = server.get();
    if (serving == null) {
      deny(served);
      return;
    }
    served.serving = serving;
    try {
      Thread thread = serving.newThread(served.windowsThread, callback, served);
      if (thread != null) {
        thread.start();
      } else if (served.begin()) {
        deny(served);
      }
    } catch (Throwable e) {
      if (served.begin()) {
        refuse(served, e);
      }
    }
  }

  private void refuse(ServedThread served, Throwable cause) {
    deny(served);
    if (!life.over()) {
      LOG.log(System.Logger.Level.WARNING, "no lane for " + served + ": its upcall gets 0", cause);
    }
  }

  private void deny(ServedThread served) {
    // First, since it may ask again at once. If it has done so already, it does not wait for this.
    if (known.remove(served.windowsThread, served)) {
      denial.accept(served.windowsThread);
    }
  }

  /** The life of a Java thread that serves a Windows thread. */
  private final class ServedThread implements Runnable {
    private final int windowsThread;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile LaneServer serving;
    private volatile boolean opening;

    ServedThread(int windowsThread) {
      this.windowsThread = windowsThread;
    }

    /** Whether nobody has begun before. */
    boolean begin() {
      return begun.compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (!begin()) {
        throw new IllegalStateException("the body of a lane's thread runs once");
      }
      int number = lanes.number();
      ForeignLife own = new ForeignLife(windowsThread, life);
      lives.put(number, own);
      opening = true;
      try {
        lanes.serve(number, own, this::attend);
      } catch (Throwable e) {
        lives.remove(number);
        refuse(this, e);
      }
    }

    private void attend(ForeignLane lane) {
      opening = false;
      try {
        serving.serve(lane);
        if (!lane.over()) {
          warn("was left by its server", null);
        }
      } catch (Throwable e) {
        if (!lane.over() || !(e instanceof BasculeException)) {
          warn("was left by its server", e);
        }
      }
      try {
        lane.denyAll();
      } catch (RuntimeException e) {
        // The host has broken the protocol, and is being ended.
        warn("cannot be served", e);
      }
    }

    private void warn(String what, Throwable cause) {
      LOG.log(System.Logger.Level.WARNING, this + " " + what + "; its upcalls get 0", cause);
    }

    @Override
    public String toString() {
      return LaneErrors.windowsThread(windowsThread);
    }
  }
}

package org.bascule.transport.lane;

import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.bascule.lifetime.Chore;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.VirtualThreads;
import org.bascule.transport.Lane;

/** All lanes of one host: one for each thread that asks. Thread-safe. */
public final class Lanes {
  private static final long LONGEST_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_GOODBYE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE_NANOS = 50_000;

  // The values are of a JDK class and emptied at the end, so that a thread that lives longer than
  // the host keeps neither the lane nor this bundle's classes.
  private final ThreadLocal<AtomicReference<Lane>> seats = new ThreadLocal<>();
  private final Set<OpenLane> open = ConcurrentHashMap.newKeySet();
  // Lanes of ended threads whose Windows threads are still inside of what was called.
  private final Set<LaneEnd> stuck = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private final ReentrantLock reaping = new ReentrantLock();
  private final LaneFactory factory;
  private final HostLife life;
  private final Housekeeper.Round round;
  private final Admission admission;

  private record OpenLane(LaneEnd lane, AtomicReference<Lane> seat, boolean foreign) {}

  /**
   * No lanes yet.
   *
   * @param housekeeper looks now and then whether threads have ended
   * @param limit how many lanes there may be
   */
  public Lanes(LaneFactory factory, HostLife life, Housekeeper housekeeper, LaneLimit limit) {
    this.factory = factory;
    this.life = life;
    this.round = housekeeper.round(this::look);
    this.admission = new Admission(limit, life, round::stir);
  }

  /** The calling thread's lane. */
  public Lane mine() {
    AtomicReference<Lane> seat = seats.get();
    if (seat != null) {
      Lane lane = seat.getPlain();
      if (lane != null) {
        return lane;
      }
    }
    return open();
  }

  /** How many are open. */
  public int count() {
    return open.size();
  }

  /** A number that no lane has had yet. */
  int number() {
    return numbers.incrementAndGet();
  }

  /** Whether {@link #number} has ever given this. */
  boolean numbered(int number) {
    return number > 0 && number <= numbers.get();
  }

  /**
   * Opens the lane of a Windows thread that has asked for one, makes it the calling thread's own,
   * has it served, and closes it.
   *
   * @param number the lane's own, from {@link #number}
   * @param server returns when the lane is over
   */
  void serve(int number, ForeignLife own, Consumer<ForeignLane> server) {
    LaneEnd lane =
        admission.admit(
            () -> factory.open(number, own.windowsThread(), Thread.currentThread(), own));
    ForeignLane foreign = new ForeignLane(lane, seats);
    OpenLane opened = seat(lane, foreign);
    own.watch(lane);
    try {
      server.accept(foreign);
    } finally {
      leave(opened);
    }
  }

  /** The host is over: wakes everybody, waits until they have left, and closes all. */
  public void end() {
    VarHandle.fullFence();
    for (OpenLane opened : open) {
      opened.lane().alarm();
    }
    long deadline = System.nanoTime() + LONGEST_CLOSE_NANOS;
    for (OpenLane opened : open) {
      retire(opened, deadline);
    }
    round.close();
    reaping.lock();
    try {
      stuck.forEach(LaneEnd::close);
      stuck.clear();
    } finally {
      reaping.unlock();
    }
  }

  private Lane open() {
    if (life.over()) {
      throw life.ended(LaneFactory.OPEN);
    }
    if (VirtualThreads.isCurrent()) {
      throw LaneErrors.virtualThread();
    }
    LaneEnd lane = admission.admit(() -> factory.open(number(), Thread.currentThread()));
    seat(lane, lane);
    round.stir();
    return lane;
  }

  private OpenLane seat(LaneEnd lane, Lane shown) {
    AtomicReference<Lane> seat = new AtomicReference<>(shown);
    OpenLane opened = new OpenLane(lane, seat, shown.foreign());
    open.add(opened);
    // The end may have gone through the set just before.
    VarHandle.fullFence();
    if (life.over()) {
      retire(opened, System.nanoTime());
      lane.free();
      throw life.ended(LaneFactory.OPEN);
    }
    seats.set(seat);
    return opened;
  }

  private void leave(OpenLane opened) {
    LaneEnd lane = opened.lane();
    seats.remove();
    opened.seat().set(null);
    // Who was thrown out of an exchange leaves a lane that only the host's end can close.
    if (lane.life().over() && !lane.busy()) {
      open.remove(opened);
      lane.close();
      lane.free();
      admission.left();
    }
  }

  private void retire(OpenLane opened, long deadline) {
    LaneEnd lane = opened.lane();
    while (lane.busy() && !lane.orphaned() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    opened.seat().set(null);
    if (open.remove(opened) && (!lane.busy() || lane.orphaned())) {
      lane.close();
    }
  }

  private Chore.Outcome look() {
    boolean some = reap();
    if (some) {
      return Chore.Outcome.DONE;
    }
    boolean nobody = stuck.isEmpty() && open.stream().allMatch(OpenLane::foreign);
    return nobody ? Chore.Outcome.IDLE : Chore.Outcome.NOTHING;
  }

  /** Closes the lanes of threads that have ended; whether there were any. */
  private boolean reap() {
    boolean some = false;
    if (!reaping.tryLock()) {
      return false;
    }
    try {
      for (LaneEnd lane : stuck) {
        if (leave(lane)) {
          stuck.remove(lane);
        }
      }
      for (OpenLane opened : open) {
        if (!opened.foreign() && opened.lane().orphaned() && open.remove(opened)) {
          some = true;
          opened.seat().set(null);
          if (!leave(opened.lane())) {
            stuck.add(opened.lane());
          }
        }
      }
    } finally {
      reaping.unlock();
    }
    return some;
  }

  private boolean leave(LaneEnd lane) {
    boolean closed = factory.close(lane, System.nanoTime() + LONGEST_GOODBYE_NANOS);
    if (closed) {
      admission.left();
    }
    return closed;
  }
}

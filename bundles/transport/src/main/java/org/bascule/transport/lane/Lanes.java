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
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.VirtualThreads;
import org.bascule.transport.Lane;

/** All lanes of one host: one for each thread that asks. Thread-safe. */
public final class Lanes {
  private static final long LONGEST_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_NANOS = 50_000;

  // The values are of a JDK class and emptied at the end, so that a thread that lives longer than
  // the host keeps neither the lane nor this bundle's classes.
  private final ThreadLocal<AtomicReference<Lane>> seats = new ThreadLocal<>();
  private final Set<Seated> open = ConcurrentHashMap.newKeySet();
  // Lanes of ended threads whose Windows threads did not end; only the host's end frees them.
  private final Set<PrivateLane> stuck = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private final ReentrantLock reaping = new ReentrantLock();
  private final LaneFactory factory;
  private final HostLife life;
  private final Housekeeper housekeeper;

  private record Seated(PrivateLane lane, AtomicReference<Lane> seat, boolean foreign) {}

  /** No lanes yet. */
  public Lanes(LaneFactory factory, HostLife life, Housekeeper housekeeper) {
    this.factory = factory;
    this.life = life;
    this.housekeeper = housekeeper;
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
    PrivateLane lane = factory.open(number, own.windowsThread(), Thread.currentThread(), own);
    ForeignLane foreign = new ForeignLane(lane);
    Seated seated = seat(lane, foreign);
    own.watch(lane);
    try {
      server.accept(foreign);
    } finally {
      leave(seated);
    }
  }

  /** The host is over: wakes everybody, waits until they have left, and closes all. */
  public void end() {
    VarHandle.fullFence();
    for (Seated seated : open) {
      seated.lane().alarm();
    }
    long deadline = System.nanoTime() + LONGEST_CLOSE_NANOS;
    for (Seated seated : open) {
      retire(seated, deadline);
    }
    stuck.forEach(PrivateLane::close);
    stuck.clear();
  }

  private Lane open() {
    reap();
    if (life.over()) {
      throw life.ended(LaneFactory.OPEN);
    }
    if (VirtualThreads.isCurrent()) {
      throw LaneErrors.virtualThread();
    }
    PrivateLane lane = factory.open(number(), Thread.currentThread());
    seat(lane, lane);
    return lane;
  }

  private Seated seat(PrivateLane lane, Lane shown) {
    AtomicReference<Lane> seat = new AtomicReference<>(shown);
    Seated seated = new Seated(lane, seat, shown.foreign());
    open.add(seated);
    // The end may have gone through the set just before.
    VarHandle.fullFence();
    if (life.over()) {
      retire(seated, System.nanoTime());
      lane.free();
      throw life.ended(LaneFactory.OPEN);
    }
    seats.set(seat);
    return seated;
  }

  private void leave(Seated seated) {
    PrivateLane lane = seated.lane();
    seats.remove();
    seated.seat().set(null);
    // Who was thrown out of an exchange leaves a lane that only the host's end can close.
    if (lane.life().over() && !lane.busy()) {
      open.remove(seated);
      lane.close();
      lane.free();
    }
  }

  private void retire(Seated seated, long deadline) {
    PrivateLane lane = seated.lane();
    while (lane.busy() && !lane.orphaned() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    seated.seat().set(null);
    if (open.remove(seated) && (!lane.busy() || lane.orphaned())) {
      lane.close();
    }
  }

  /** Closes the lanes of threads that have ended. */
  private void reap() {
    if (!reaping.tryLock()) {
      return;
    }
    try {
      for (Seated seated : open) {
        if (!seated.foreign() && seated.lane().orphaned() && open.remove(seated)) {
          seated.seat().set(null);
          reap(seated.lane());
        }
      }
    } finally {
      reaping.unlock();
    }
  }

  private void reap(PrivateLane lane) {
    if (!factory.close(lane, System.nanoTime() + LONGEST_CLOSE_NANOS)) {
      stuck.add(lane);
    }
  }
}

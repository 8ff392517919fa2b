package org.bascule.transport.lane;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.transport.Cells;
import org.bascule.transport.Lane;
import org.bascule.transport.Waiter;

/** The lane of a Windows thread that the DLL has made itself: the host begins. */
final class ForeignLane implements Lane {
  private final LaneEnd lane;
  private final ThreadLocal<AtomicReference<Lane>> seats;

  /**
   * A lane.
   *
   * @param seats where threads find their own
   */
  ForeignLane(LaneEnd lane, ThreadLocal<AtomicReference<Lane>> seats) {
    this.lane = lane;
    this.seats = seats;
  }

  @Override
  public boolean receive() {
    lane.checkThread();
    if (lane.begun()) {
      throw LaneErrors.receivedBefore(lane.id());
    }
    return lane.firstTurn();
  }

  @Override
  public boolean answer(int offset, int size, int free, Cells cells) {
    lane.checkThread();
    if (!lane.begun()) {
      if (over()) {
        return false;
      }
      throw LaneErrors.notReceived(lane.id());
    }
    return lane.turn(offset, size, free, cells, Patience.ENDLESS);
  }

  @Override
  public int depth() {
    return lane.depth();
  }

  @Override
  public void unwind(int depth) {
    lane.unwind(depth);
  }

  @Override
  public void exchange(int offset, int size, int free, Cells cells) {
    if (!lane.begun()) {
      answer(offset, size, free, cells);
      throw lane.life().ended(LaneEnd.EXCHANGE);
    }
    lane.exchange(offset, size, free, cells);
  }

  @Override
  public void waiter(Waiter waiter) {
    lane.waiter(waiter);
  }

  /** Whether the Windows thread or the host has ended. */
  boolean over() {
    return lane.life().over();
  }

  /** Answers every upcall with nothing until the lane is over, so that the DLL's thread goes on. */
  void denyAll() {
    boolean going = lane.begun() || receive();
    while (going && !over()) {
      going = lane.unwind(0, Patience.ENDLESS);
    }
  }

  @Override
  public boolean foreign() {
    return true;
  }

  @Override
  public Runnable lent(Runnable work) {
    lane.checkThread();
    Thread own = Thread.currentThread();
    AtomicReference<Lane> seat = seats.get();
    return () -> {
      lane.own(Thread.currentThread());
      seats.set(seat);
      try {
        work.run();
      } finally {
        seats.remove();
        lane.own(own);
      }
    };
  }

  @Override
  public ByteBuffer window() {
    return lane.window();
  }

  @Override
  public long address() {
    return lane.address();
  }

  @Override
  public int room() {
    return lane.room();
  }

  @Override
  public void extend(int end) {
    lane.extend(end);
  }

  @Override
  public int firstFree() {
    return lane.firstFree();
  }

  @Override
  public int receivedOffset() {
    return lane.receivedOffset();
  }

  @Override
  public int receivedSize() {
    return lane.receivedSize();
  }

  @Override
  public Object attachment() {
    return lane.attachment();
  }

  @Override
  public void attach(Object attachment) {
    lane.attach(attachment);
  }
}

package org.bascule.transport.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Limit;
import org.bascule.transport.Block;
import org.bascule.transport.Lane;

/**
 * A lane.
 *
 * <p>Its bells must not be closed under a thread that may block on them, and {@link #exchange} must
 * not pay for a lock. So the thread says {@code busy} before the fence that posting needs anyway
 * and asks behind it whether the host is over; the closer makes the host over, fences, and asks for
 * {@code busy}. One of the two sees the other.
 */
final class PrivateLane implements Lane {
  static final String EXCHANGE = "exchange a frame with the Wine host";

  private static final int FRAME_ALIGNMENT = 8;
  private static final VarHandle BUSY;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BUSY = lookup.findVarHandle(PrivateLane.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int id;
  private final Block block;
  private final ByteBuffer window;
  private final long address;
  private final WeakReference<Thread> owner;
  private final Turns turns;
  private final HostLife life;
  private int receivedOffset;
  private int receivedSize;
  private Object attachment;
  private boolean busy;
  private boolean closed;

  PrivateLane(int id, Block block, Thread owner, Turns turns, HostLife life) {
    this.id = id;
    this.block = block;
    this.window = block.memory();
    this.address = block.address();
    this.owner = new WeakReference<>(owner);
    this.turns = turns;
    this.life = life;
  }

  @Override
  public ByteBuffer window() {
    return window;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public int firstFree() {
    return LaneLayout.FirstFrame;
  }

  @Override
  public void exchange(int offset, int size, int free) {
    checkThread();
    if (!turn(offset, size, free, 0)) {
      throw life.ended(EXCHANGE);
    }
  }

  @Override
  public boolean answer(int offset, int size, int free) {
    checkThread();
    return turn(offset, size, free, 0);
  }

  @Override
  public boolean receive() {
    throw LaneErrors.javaBegins(id);
  }

  @Override
  public boolean foreign() {
    return false;
  }

  /**
   * Gives the turn to the host and waits until it comes back.
   *
   * @param deadline a {@link System#nanoTime()}, or 0 for none
   * @return false if the host has ended, or the deadline has passed
   */
  boolean turn(int offset, int size, int free, long deadline) {
    checkFrame(offset, size, free);
    checkTurn();
    BUSY.setOpaque(this, true);
    turns.post(offset, size, free);
    boolean back = false;
    if (!life.over()) {
      turns.wake();
      back = turns.await(deadline);
    }
    return settled(back);
  }

  /** Waits for the host's first frame, in a lane in which it begins; false if it has ended. */
  boolean firstTurn() {
    checkTurn();
    BUSY.setOpaque(this, true);
    VarHandle.fullFence();
    return settled(!life.over() && turns.await(0));
  }

  void checkThread() {
    if (!owner.refersTo(Thread.currentThread())) {
      throw LaneErrors.foreignThread(id, owner.get());
    }
  }

  int id() {
    return id;
  }

  HostLife life() {
    return life;
  }

  @Override
  public int receivedOffset() {
    return receivedOffset;
  }

  @Override
  public int receivedSize() {
    return receivedSize;
  }

  @Override
  public Object attachment() {
    return attachment;
  }

  @Override
  public void attach(Object newAttachment) {
    attachment = newAttachment;
  }

  /** Whether its thread has ended. */
  boolean orphaned() {
    Thread thread = owner.get();
    return thread == null || !thread.isAlive();
  }

  /** Whether a thread is inside {@link #turn} or {@link #firstTurn}. */
  boolean busy() {
    return (boolean) BUSY.getAcquire(this);
  }

  /** Wakes the thread that waits here, unless the bells are closed: their numbers may be reused. */
  synchronized void alarm() {
    if (!closed) {
      turns.alarm();
    }
  }

  /** Closes the bells, once. Nobody may be in {@link #turn}, or get into it any more. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      turns.close();
    }
  }

  /** Gives the window back. The host must have forgotten it. */
  void free() {
    block.close();
  }

  private boolean settled(boolean back) {
    if (back) {
      take();
    }
    // Stays busy when the deadline has passed: the host has the turn, and may still write.
    if (back || life.over()) {
      BUSY.setRelease(this, false);
    }
    return back;
  }

  private void take() {
    receivedOffset = turns.receivedOffset();
    receivedSize = turns.receivedSize();
    if (receivedOffset < LaneLayout.FirstFrame
        || receivedSize < 0
        || receivedSize > Limit.LaneFrameBytes
        || receivedOffset > window.capacity() - receivedSize) {
      BUSY.setRelease(this, false);
      throw life.broken(
          EXCHANGE,
          "an answer that lies inside the lane's window of %d bytes".formatted(window.capacity()),
          "offset %d, size %d".formatted(receivedOffset, receivedSize));
    }
  }

  private void checkFrame(int offset, int size, int free) {
    if (offset < LaneLayout.FirstFrame
        || offset % FRAME_ALIGNMENT != 0
        || size <= 0
        || size > Limit.LaneFrameBytes
        || offset > window.capacity() - size) {
      throw LaneErrors.badFrame(offset, size, window.capacity());
    }
    if (free < LaneLayout.FirstFrame || free > window.capacity()) {
      throw LaneErrors.badFree(free, window.capacity());
    }
  }

  /** A stack overflow, say, may have thrown a thread out of an exchange. */
  private void checkTurn() {
    if (busy) {
      throw life.over()
          ? life.ended(EXCHANGE)
          : life.broken(
              EXCHANGE,
              "the turn to be on this side",
              "an earlier exchange in this lane was broken off, and the host has the turn");
    }
  }
}

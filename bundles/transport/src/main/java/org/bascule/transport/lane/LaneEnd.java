package org.bascule.transport.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bascule.error.BasculeException;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Limit;
import org.bascule.transport.Cells;
import org.bascule.transport.CodePlace;
import org.bascule.transport.GivenUp;
import org.bascule.transport.Lane;
import org.bascule.transport.Waiter;
import org.bascule.transport.arena.GrowingBlock;

/**
 * A lane.
 *
 * <p>Its bells must not be closed under a thread that may block on them, and {@link #exchange} must
 * not pay for a lock. So the thread says {@code busy} before the fence that posting needs anyway
 * and asks behind it whether the host is over; the closer makes the host over, fences, and asks for
 * {@code busy}. One of the two sees the other.
 *
 * <p>A stack overflow, or any other Error, may throw the thread out of an exchange at every method
 * entry. Nothing is lost by it: the turn words say whether the frame was posted and whether
 * something has come, and the {@link Dialogue} what that means. So what was left unsettled is
 * settled before the lane is used again.
 */
final class LaneEnd implements Lane {
  static final String EXCHANGE = "exchange a frame with the Wine host";

  private static final int UNSETTLED = -1;
  private static final int FRAME_ALIGNMENT = 8;
  private static final VarHandle BUSY;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BUSY = lookup.findVarHandle(LaneEnd.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int id;
  private final GrowingBlock block;
  private final ByteBuffer window;
  private final long address;
  private volatile WeakReference<Thread> owner;
  private final Turns turns;
  private final HostLife life;
  private final Dialogue dialogue = new Dialogue();
  private final CallPatience patience = new CallPatience(dialogue, this::alarm);
  private IntFunction<List<CodePlace>> stacks = thread -> List.of();
  private int windowsThread;
  private int room;
  private int receivedOffset;
  private int receivedSize;
  private Object attachment;
  private boolean busy;

  /** Whether a frame may have been posted whose answer has not been taken. */
  private boolean unsettled;

  private boolean leaving;
  private boolean closed;

  LaneEnd(int id, GrowingBlock block, Thread owner, Turns turns, HostLife life) {
    this.id = id;
    this.block = block;
    this.window = block.memory();
    this.address = block.address();
    this.owner = new WeakReference<>(owner);
    this.turns = turns;
    this.life = life;
    this.room = (int) block.size();
    turns.extend(room);
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
  public int room() {
    return room;
  }

  @Override
  public void extend(int end) {
    block.extend(end);
    room = (int) block.size();
    turns.extend(room);
  }

  @Override
  public int firstFree() {
    return LaneLayout.FirstFrame;
  }

  @Override
  public void exchange(int offset, int size, int free, Cells cells) {
    checkThread();
    if (!turn(offset, size, free, cells, patience)) {
      throw unanswered();
    }
  }

  @Override
  public boolean answer(int offset, int size, int free, Cells cells) {
    checkThread();
    return turn(offset, size, free, cells, Patience.ENDLESS);
  }

  @Override
  public int depth() {
    return unsettled ? UNSETTLED : dialogue.depth();
  }

  @Override
  public void unwind(int depth) {
    checkThread();
    if (!unwind(depth, patience)) {
      throw unanswered();
    }
  }

  @Override
  public void waiter(Waiter waiter) {
    patience.waiter(waiter);
  }

  /**
   * The host has opened the lane.
   *
   * @param thread the id of its Windows thread
   * @param askable tells where that is
   */
  void opened(int thread, IntFunction<List<CodePlace>> askable) {
    windowsThread = thread;
    stacks = askable;
  }

  /** What is thrown when the waiting is over and no answer has come. */
  RuntimeException unanswered() {
    if (life.over()) {
      return life.ended(EXCHANGE);
    }
    GivenUp what = patience.givenUp(stack());
    life.giveUp(patience.waiter().reason(what));
    // Until its end is known; an answer that comes now comes too late.
    settle(Patience.ENDLESS);
    return patience.waiter().gaveUp(what, life.ended(EXCHANGE));
  }

  private List<CodePlace> stack() {
    try {
      return stacks.apply(windowsThread);
    } catch (BasculeException e) {
      // It hangs as a whole, or another one has ended it.
      return List.of();
    }
  }

  @Override
  public boolean receive() {
    throw LaneErrors.javaBegins(id);
  }

  @Override
  public boolean foreign() {
    return false;
  }

  @Override
  public Runnable lent(Runnable work) {
    throw LaneErrors.notLent(id);
  }

  /** Has the lane be this thread's own from now on. */
  void own(Thread thread) {
    owner = new WeakReference<>(thread);
  }

  /**
   * Gives the turn to the host and waits until it comes back.
   *
   * @return false if the host has ended, or the patience has
   */
  boolean turn(int offset, int size, int free, Cells cells, Patience patient) {
    checkFrame(offset, size, free);
    if (unsettled && !settle(patient)) {
      return false;
    }
    dialogue.posting(offset, size);
    unsettled = true;
    try {
      BUSY.setOpaque(this, true);
      turns.post(offset, size, free, cells);
      if (!life.over()) {
        turns.wake();
        if (turns.await(patient)) {
          take();
        }
      }
    } catch (Throwable e) {
      busy = false; // No call, which might fail as well.
      throw e;
    }
    BUSY.setRelease(this, false);
    return !unsettled;
  }

  /** Waits for the host's first frame, in a lane in which it begins; false if it has ended. */
  boolean firstTurn() {
    unsettled = true;
    return settle(Patience.ENDLESS);
  }

  /** Whether anything has come. */
  boolean begun() {
    return dialogue.count() > 0;
  }

  /**
   * Answers upcalls with nothing until no more than so many are left. What the host is still busy
   * with is waited for, and its answer dropped.
   *
   * @return false if the host has ended, or the patience has
   */
  boolean unwind(int depth, Patience patient) {
    boolean going = !unsettled || settle(patient);
    while (going && dialogue.depth() > depth) {
      int offset = dialogue.offset();
      going = turn(offset, dialogue.size(), offset, Cells.NONE, patient);
    }
    return going;
  }

  /**
   * Has the host leave the lane, whose own thread has ended. May be tried again and again.
   *
   * @return false if the host has ended, or the patience has
   */
  boolean goodbye(Supplier<ByteBuffer> close, Patience patient) {
    if (leaving) {
      return !unsettled || settle(patient);
    }
    if (!unwind(0, patient)) {
      return false;
    }
    ByteBuffer frame = close.get();
    int size = frame.remaining();
    window.put(firstFree(), frame, frame.position(), size);
    leaving = true;
    return turn(firstFree(), size, room, Cells.NONE, patient);
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

  /** Whether a thread is using the bells. */
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

  /** Gives the window back, and what the lane's user has. The host must have forgotten it. */
  void free() {
    block.close();
    if (attachment instanceof AutoCloseable user) {
      closeAttachment(user);
    }
  }

  private static void closeAttachment(AutoCloseable user) {
    try {
      user.close();
    } catch (Exception e) {
      throw new IllegalStateException("what is kept at a lane must close without failing", e);
    }
  }

  /** Waits for what has been posted, if it has been. */
  private boolean settle(Patience patient) {
    if (!turns.recount()) {
      throw life.broken(
          EXCHANGE, "Java's turn word as Java has left it", "another one in lane " + id);
    }
    try {
      BUSY.setOpaque(this, true);
      VarHandle.fullFence();
      if (turns.due() == dialogue.count()) {
        unsettled = false; // Nothing was posted.
      } else if (turns.mine()) {
        take();
      } else if (!life.over()) {
        turns.urge();
        if (turns.await(patient)) {
          take();
        }
      }
    } catch (Throwable e) {
      busy = false; // No call, which might fail as well.
      throw e;
    }
    BUSY.setRelease(this, false);
    return !unsettled;
  }

  private void take() {
    receivedOffset = turns.receivedOffset();
    receivedSize = turns.receivedSize();
    if (receivedOffset < LaneLayout.FirstFrame
        || receivedSize < 0
        || receivedSize > Limit.LaneFrameBytes
        || receivedOffset > room - receivedSize) {
      throw life.broken(
          EXCHANGE,
          "an answer that lies inside the lane's window of %d bytes".formatted(room),
          "offset %d, size %d".formatted(receivedOffset, receivedSize));
    }
    dialogue.came(turns.due(), receivedOffset, receivedSize);
    unsettled = false;
  }

  private void checkFrame(int offset, int size, int free) {
    if (offset < LaneLayout.FirstFrame
        || offset % FRAME_ALIGNMENT != 0
        || size <= 0
        || size > Limit.LaneFrameBytes
        || offset > room - size) {
      throw LaneErrors.badFrame(offset, size, room);
    }
    if (free < LaneLayout.FirstFrame || free > room) {
      throw LaneErrors.badFree(free, room);
    }
  }
}

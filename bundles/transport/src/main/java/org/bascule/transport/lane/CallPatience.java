package org.bascule.transport.lane;

import java.time.Duration;
import java.util.List;
import org.bascule.transport.CodePlace;
import org.bascule.transport.GivenUp;
import org.bascule.transport.Waiter;

/**
 * The patience of a thread with its host, as the lane's user has it: up to a deadline, or until
 * somebody interrupts, and a grace longer.
 */
final class CallPatience implements Patience {
  private final Dialogue dialogue;
  private final Runnable alarm;
  private Waiter waiter = Waiter.PATIENT;
  private Interruption interruption;
  private boolean armed;
  private long since;
  private long deadline;

  /** Whether an interrupt has been noticed, when, and in which conversation. */
  private boolean interrupted;

  private long noticed;
  private int conversation;

  /**
   * Endless patience at first.
   *
   * @param dialogue tells one conversation with the host from the next
   * @param alarm wakes the thread
   */
  CallPatience(Dialogue dialogue, Runnable alarm) {
    this.dialogue = dialogue;
    this.alarm = alarm;
    this.interruption = new Interruption(alarm);
  }

  void waiter(Waiter user) {
    waiter = user;
  }

  Waiter waiter() {
    return waiter;
  }

  @Override
  public void begin() {
    since = System.nanoTime();
    deadline = waiter.deadline();
    if (dialogue.conversation() != conversation || !Thread.currentThread().isInterrupted()) {
      conversation = dialogue.conversation();
      interrupted = false;
    }
    armed = waiter.interruptible() && !notice();
    if (armed) {
      arm();
    }
  }

  @Override
  public int millis(int longest) {
    if (!waiter.interruptible() && deadline == 0) {
      return longest;
    }
    notice();
    long grace = waiter.graceNanos();
    long now = System.nanoTime();
    long left = Long.MAX_VALUE;
    if (interrupted) {
      left = noticed + grace - now;
    }
    if (deadline != 0) {
      left = Math.min(left, deadline + grace - now);
    }
    return left(left, longest);
  }

  @Override
  public void end() {
    if (armed) {
      armed = false;
      interruption.disarm();
    }
  }

  /** What has come of it, after {@link #millis} has given 0. */
  GivenUp givenUp(List<CodePlace> stack) {
    long now = System.nanoTime();
    boolean late = deadline != 0 && deadline + waiter.graceNanos() - now <= 0;
    return new GivenUp(interrupted && !late, Duration.ofNanos(now - since), stack);
  }

  private void arm() {
    if (!interruption.isOpen()) {
      interruption = new Interruption(alarm);
    }
    interruption.arm();
  }

  /** Whether the thread has been interrupted in this conversation. */
  private boolean notice() {
    if (!interrupted && waiter.interruptible() && Thread.currentThread().isInterrupted()) {
      interrupted = true;
      noticed = System.nanoTime();
    }
    return interrupted;
  }

  private static int left(long nanos, int longest) {
    return nanos == Long.MAX_VALUE ? longest : Patience.left(nanos, longest);
  }
}

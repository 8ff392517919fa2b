package org.bascule.transport.lane;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Wakes a thread that sleeps in a system call when somebody interrupts it: the JDK tells the
 * channel that a thread blocks on. Good for one interrupt.
 */
final class Interruption extends AbstractInterruptibleChannel {
  private final Runnable alarm;

  Interruption(Runnable alarm) {
    this.alarm = alarm;
  }

  /** The calling thread is about to sleep. */
  void arm() {
    begin();
  }

  /** It sleeps no more. The thread stays interrupted if it was. */
  void disarm() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) {
      // Only the thread's flag counts.
    }
  }

  /** On the thread that interrupts. */
  @Override
  protected void implCloseChannel() {
    alarm.run();
  }
}

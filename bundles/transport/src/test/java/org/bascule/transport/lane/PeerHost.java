package org.bascule.transport.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.bascule.transport.posix.Bell;

/**
 * The host's half of a lane, written from the protocol page alone. It answers each frame in place,
 * with its first word increased by one; a first word of {@link #QUIT} is answered and ends it. Or
 * it begins itself, by {@link #upcall}.
 */
final class PeerHost implements Runnable {
  static final int QUIT = -7;
  static final int SILENCE = -8;
  static final int OUTSIDE = -9;

  /** A frame that makes the host call back before it answers with what the callback brought. */
  static final int CALL_BACK = -10;

  static final int UPCALL_SIZE = 16;

  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final ByteBuffer window;
  private final Bell hostBell;
  private final Bell javaBell;
  private final int mostLooks;
  private final Random random;
  private int seen;
  private int posted;
  private volatile boolean stopped;

  PeerHost(ByteBuffer window, Bell hostBell, Bell javaBell, int mostLooks, Random random) {
    this.window = window;
    this.hostBell = hostBell;
    this.javaBell = javaBell;
    this.mostLooks = mostLooks;
    this.random = random;
  }

  @Override
  public void run() {
    int word = 0;
    while (word != QUIT && word != SILENCE && !stopped) {
      word = runOnce();
    }
  }

  /** Has it stop waiting. */
  void stop() {
    stopped = true;
    hostBell.ring();
  }

  /**
   * Makes an upcall with a word, answers what Java posts meanwhile, and returns the word that Java
   * has put into the frame.
   */
  int upcall(int word) {
    return finish(word, begin(word));
  }

  /** Posts an upcall; where it lies. */
  int begin(int word) {
    int offset = Math.max(256, window.getInt(12)) + 15 & -16;
    window.putInt(offset, word);
    window.putLong(offset + 8, 0);
    post(offset, UPCALL_SIZE);
    return offset;
  }

  private int finish(int word, int offset) {
    awaitTurn();
    while (!stopped && !(window.getInt(4) == offset && window.getInt(8) == UPCALL_SIZE)) {
      int nested = window.getInt(4);
      int asked = window.getInt(nested);
      int answer = asked == CALL_BACK ? upcall(word + 1) : asked + 1;
      window.putInt(nested, answer);
      post(nested, 8);
      awaitTurn();
    }
    return window.getInt(offset);
  }

  /** Answers one frame and returns its first word. */
  int runOnce() {
    awaitTurn();
    if (stopped) {
      return QUIT;
    }
    int offset = window.getInt(4);
    int size = window.getInt(8);
    int word = window.getInt(offset);
    if (word == CALL_BACK) {
      int answer = upcall(CALL_BACK);
      window.putInt(offset, answer);
      post(offset, size);
    } else if (word != SILENCE) {
      window.putInt(offset, word + 1);
      post(word == OUTSIDE ? window.capacity() - 4 : offset, size);
    }
    return word;
  }

  private void post(int offset, int size) {
    window.putInt(68, offset);
    window.putInt(72, size);
    INT.setRelease(window, 64, ++posted);
    VarHandle.fullFence();
    // A random pause where a lost wake-up would hide.
    pause();
    if ((int) INT.getAndSet(window, 192, 0) == 1) {
      pause();
      javaBell.ring();
    }
  }

  private void awaitTurn() {
    seen++;
    for (int looks = mostLooks == 0 ? 0 : random.nextInt(mostLooks); looks > 0; looks--) {
      if (changed()) {
        return;
      }
      Thread.onSpinWait();
    }
    while (!stopped) {
      INT.setVolatile(window, 128, 1);
      VarHandle.fullFence();
      if (changed()) {
        if ((int) INT.getAndSet(window, 128, 0) == 0) {
          readByte();
        }
        return;
      }
      readByte();
      if (changed()) {
        return;
      }
    }
  }

  private boolean changed() {
    return (int) INT.getAcquire(window, 0) == seen;
  }

  /** Blocks for ever, as the host does, so that a byte that is missing shows. */
  private void readByte() {
    while (!hostBell.await(10_000) && !stopped) {
      // a signal
    }
  }

  private void pause() {
    if (mostLooks > 0) {
      for (int i = random.nextInt(mostLooks); i > 0; i--) {
        Thread.onSpinWait();
      }
    }
  }
}

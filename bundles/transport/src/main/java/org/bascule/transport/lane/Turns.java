package org.bascule.transport.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;
import org.bascule.protocol.LaneLayout;
import org.bascule.transport.Cells;
import org.bascule.transport.posix.Bell;

/**
 * Java's half of the turn-taking that {@code PROTOCOL.md} describes under "A lane". Used by one
 * thread at a time. Neither allocates nor locks.
 */
final class Turns {
  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LOOKS_BETWEEN_CLOCKS = 64;
  private static final long LONGEST_SPIN_NANOS = 50_000;
  // Only against a lost wake-up; the end of the host rings the bell. Who is not needed for long
  // looks ever more seldom.
  private static final int FIRST_SLEEP_MILLIS = 1000;
  private static final int LONGEST_SLEEP_MILLIS = 60_000;

  private final ByteBuffer window;
  private final Bell hostBell;
  private final Bell javaBell;
  private final SpinPolicy spin;
  private final Yields yields = new Yields();
  private final BooleanSupplier arrived = this::mine;
  private final HostLife life;
  private final int lead;
  private int turn;

  /** What was posted last: the words in the window may have been written over by a DLL. */
  private int sentOffset;

  private int sentSize;
  private int sentFree;
  private Cells sentCells = Cells.NONE;
  private int end;

  /**
   * Nobody has had a turn yet.
   *
   * @param lead how many turns more the host has than this side when this side has the turn: 1 if
   *     the host begins, else 0
   */
  Turns(ByteBuffer window, Bell hostBell, Bell javaBell, SpinPolicy spin, HostLife life, int lead) {
    this.lead = lead;
    this.window = window;
    this.hostBell = hostBell;
    this.javaBell = javaBell;
    this.spin = spin;
    this.life = life;
  }

  /**
   * Gives the turn to the host. The host polls this cache line: it is written without a look at
   * what stands there, and the turn by a plain store, so that the line leaves whole and once. An
   * exchange would wait for the stores before it, and might have to fetch the line anew then. The
   * fence must lie before the look at the host's sleep word.
   */
  void post(int offset, int size, int free, Cells cells) {
    int next = turn + 1;
    sentOffset = offset;
    sentSize = size;
    sentFree = free;
    sentCells = cells;
    put();
    WORD.setRelease(window, LaneLayout.ToHostTurn, next);
    turn = next;
    VarHandle.fullFence();
  }

  /** Writes all but the turn. */
  private void put() {
    window.putInt(LaneLayout.ToHostOffset, sentOffset);
    window.putInt(LaneLayout.ToHostSize, sentSize);
    window.putInt(LaneLayout.ToHostFree, sentFree);
    window.putInt(LaneLayout.ToHostKept, sentCells.kept());
    for (int i = 0; i < sentCells.count(); i++) {
      window.putLong(LaneLayout.ToHostCells + Long.BYTES * i, sentCells.cell(i));
    }
  }

  /** Tells the host where the part of the window ends that it may touch; before the next post. */
  void extend(int newEnd) {
    end = newEnd;
    window.putInt(LaneLayout.ToHostEnd, newEnd);
  }

  /**
   * After a long wait: if a DLL has written over the words that gave the turn to the host, they are
   * put back, and the host looks again.
   */
  private void mend() {
    if ((int) WORD.getVolatile(window, LaneLayout.ToHostTurn) != turn) {
      window.putInt(LaneLayout.ToHostEnd, end);
      put();
      WORD.getAndSet(window, LaneLayout.ToHostTurn, turn);
      hostBell.ring();
    }
  }

  /**
   * After an Error that may have struck anywhere here: the word says whether the last frame was
   * posted.
   *
   * @return false if the word is neither of the two that it can be
   */
  boolean recount() {
    int posted = (int) WORD.getVolatile(window, LaneLayout.ToHostTurn);
    boolean possible = posted == turn || posted == turn + 1;
    if (possible) {
      turn = posted;
    }
    return possible;
  }

  /** How many frames have come when the turn is on this side. */
  int due() {
    return turn + lead;
  }

  /**
   * Wakes the host in any case, where its flag may have been taken and the bell not been rung. A
   * byte too many does no harm.
   */
  void urge() {
    hostBell.ring();
  }

  /**
   * Wakes the host if it sleeps. Only the host sets the word to 1, so a 0 seen after the exchange
   * of {@link #post} needs no exchange, and the cache line stays where it is.
   */
  void wake() {
    if ((int) WORD.getVolatile(window, LaneLayout.HostSleeps) == 1
        && (int) WORD.getAndSet(window, LaneLayout.HostSleeps, 0) == 1) {
      hostBell.ring();
    }
  }

  /**
   * Waits until the turn has come back.
   *
   * @param patience asked only when it comes to sleeping
   * @return false if the host has ended, or the patience has
   */
  boolean await(Patience patience) {
    int looks = spin.looks();
    int taken = look(looks);
    if (taken >= 0) {
      spin.found(taken);
      return true;
    }
    if (looks > 0) {
      spin.missed();
    }
    return yields.await(arrived) || sleep(patience);
  }

  /** The offset of the frame that came with the turn. */
  int receivedOffset() {
    return window.getInt(LaneLayout.ToJavaOffset);
  }

  /** Its size. */
  int receivedSize() {
    return window.getInt(LaneLayout.ToJavaSize);
  }

  /** Wakes whoever waits here, for nothing; he finds out by himself. Any thread. */
  void alarm() {
    javaBell.ring();
  }

  /** Nobody may wait, wake or alarm any more. */
  void close() {
    hostBell.close();
    javaBell.close();
  }

  /** Whether the turn is on this side. */
  boolean mine() {
    return (int) WORD.getAcquire(window, LaneLayout.ToJavaTurn) == turn + lead;
  }

  /** How many looks it took, or -1. */
  private int look(int looks) {
    long start = 0;
    for (int taken = 0; taken < looks; taken++) {
      if (mine()) {
        return taken;
      }
      Thread.onSpinWait();
      if ((taken + 1) % LOOKS_BETWEEN_CLOCKS == 0) {
        long now = System.nanoTime();
        if (start == 0) {
          start = now;
        } else if (now - start > LONGEST_SPIN_NANOS) {
          return -1;
        }
      }
    }
    return -1;
  }

  private boolean sleep(Patience patience) {
    patience.begin();
    try {
      return sleepOn(patience);
    } finally {
      patience.end();
    }
  }

  private boolean sleepOn(Patience patience) {
    int longest = FIRST_SLEEP_MILLIS;
    while (true) {
      WORD.setOpaque(window, LaneLayout.JavaSleeps, 1);
      VarHandle.fullFence();
      if (mine()) {
        awake();
        return true;
      }
      if (life.over()) {
        return mine();
      }
      int millis = patience.millis(longest);
      if (millis == 0) {
        return false;
      }
      if (!javaBell.await(millis)) {
        mend();
      }
      longest = Math.min(2 * longest, LONGEST_SLEEP_MILLIS);
    }
  }

  /** The turn came between the look and the sleep: if the host rang for it, the byte is ours. */
  private void awake() {
    if ((int) WORD.getAndSet(window, LaneLayout.JavaSleeps, 0) == 0) {
      while (!javaBell.await(FIRST_SLEEP_MILLIS) && !life.over()) {
        // The host has taken the flag; its byte is on the way.
      }
    }
  }
}

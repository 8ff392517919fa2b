package org.bascule.windowsjna.world.call;

import com.sun.jna.LastErrorException;
import java.util.function.IntConsumer;
import org.bascule.bridge.raw.RawHost;

/** The last error of each thread, as its last call left it or as it was set. Thread-safe. */
public final class LastErrors implements IntConsumer {
  private final RawHost host;
  // The values are of a JDK class, so that a thread that lives longer keeps nothing of a world.
  private final ThreadLocal<int[]> codes = ThreadLocal.withInitial(() -> new int[1]);

  /** All 0. */
  public LastErrors(RawHost host) {
    this.host = host;
  }

  /** The calling thread's. */
  public int get() {
    return codes.get()[0];
  }

  /** A call of the calling thread has left it. */
  @Override
  public void accept(int code) {
    codes.get()[0] = code;
  }

  /** Sets it also for the DLL that is called next. */
  public void set(int code) {
    accept(code);
    host.setLastError(code);
  }

  /**
   * Throws the calling thread's if it is one.
   *
   * @throws LastErrorException if it is not 0
   */
  public void insistOnNone() {
    int code = get();
    if (code != 0) {
      throw new LastErrorException(code);
    }
  }
}

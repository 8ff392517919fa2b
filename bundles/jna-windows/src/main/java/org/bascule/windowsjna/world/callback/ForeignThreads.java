package org.bascule.windowsjna.world.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import org.bascule.lifetime.Daemons;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * Java threads for threads that DLLs make. Each lives as long as its Windows thread, also where JNA
 * would detach it between two callbacks. Thread-safe.
 */
public final class ForeignThreads {
  /** As much as the host gives a lane's Windows thread: calls may nest as deep here. */
  private static final long STACK = 8 << 20;

  private final WorldMemory memory;

  /** The address of a flag that is set when the calling thread has ended; null on other threads. */
  private final ThreadLocal<long[]> flags = new ThreadLocal<>();

  /** None yet. */
  public ForeignThreads(WorldMemory memory) {
    this.memory = memory;
  }

  /** By JNA's rules one that nobody has said anything about is no daemon. */
  Thread usual(int windowsThread, Runnable body) {
    return thread(Daemons.topGroup(), name(windowsThread), false, body);
  }

  Thread like(
      CallbackThreadInitializer initializer, Callback callback, int windowsThread, Runnable body) {
    ThreadGroup group = initializer.getThreadGroup(callback);
    String name = initializer.getName(callback);
    return thread(
        group == null ? Daemons.topGroup() : group,
        name == null ? name(windowsThread) : name,
        initializer.isDaemon(callback),
        body);
  }

  private static String name(int windowsThread) {
    return "jna-callback-" + Integer.toUnsignedString(windowsThread);
  }

  private Thread thread(ThreadGroup group, String name, boolean daemon, Runnable body) {
    Thread thread = Daemons.create(group, name, STACK, () -> run(body));
    thread.setDaemon(daemon);
    thread.setContextClassLoader(ForeignThreads.class.getClassLoader());
    return thread;
  }

  private void run(Runnable body) {
    long[] flag = new long[1];
    flags.set(flag);
    try {
      body.run();
    } finally {
      if (flag[0] != 0) {
        memory.putInt(flag[0], 1);
      }
    }
  }

  /**
   * Whether the calling thread shall be detached when its callback has ended. It is so when its
   * Windows thread ends, whatever is said here.
   *
   * @param flag where to tell that it has ended; 0 for nowhere
   * @throws IllegalStateException if no DLL has made it
   */
  public void detach(boolean detach, long flag) {
    long[] own = flags.get();
    if (own != null) {
      own[0] = flag;
    } else if (detach) {
      throw new IllegalStateException("Can not detach from a JVM thread");
    }
  }
}

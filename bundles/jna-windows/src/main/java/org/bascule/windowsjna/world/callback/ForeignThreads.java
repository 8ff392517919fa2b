package org.bascule.windowsjna.world.callback;

import java.util.function.Supplier;
import org.bascule.bridge.raw.RawUpcall;
import org.bascule.lifetime.Daemons;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * Java threads for threads that DLLs make. A lane has one thread of ours, which lives as long as
 * the Windows thread; callbacks run on threads that are attached to it by JNA's rules. Thread-safe.
 */
public final class ForeignThreads {
  private static final System.Logger LOG = System.getLogger("org.bascule.windowsjna");

  /** As much as the host gives a lane's Windows thread: calls may nest as deep here. */
  private static final long STACK = 8 << 20;

  private final WorldMemory memory;

  /** On the threads of lanes: who is attached there. */
  private final ThreadLocal<Carrier> carriers = new ThreadLocal<>();

  /** None yet. */
  public ForeignThreads(WorldMemory memory) {
    this.memory = memory;
  }

  /** The thread of a lane. Its stack is a callback's where no other thread can be had. */
  Thread carrier(int windowsThread, Runnable body) {
    String name = "jna-lane-" + Integer.toUnsignedString(windowsThread);
    return Daemons.create(Daemons.topGroup(), name, STACK, () -> carry(windowsThread, body));
  }

  private void carry(int windowsThread, Runnable body) {
    Carrier carrier = new Carrier(windowsThread);
    carriers.set(carrier);
    try {
      body.run();
    } finally {
      carriers.remove();
      carrier.end();
    }
  }

  /** Whether the calling thread is a lane's, which runs no callbacks itself. */
  boolean isLane() {
    return carriers.get() != null;
  }

  /**
   * Runs a callback on the thread that is attached to the calling one, a lane's.
   *
   * @param rules asked if none is attached yet
   */
  void run(RawUpcall call, Supplier<Attachment> rules, Runnable callback) {
    carriers.get().run(call, rules, callback);
  }

  /**
   * Whether the calling thread shall be detached when its callback has ended.
   *
   * @param flag where to tell that it has ended; 0 for nowhere
   * @throws IllegalStateException if no DLL has made it
   */
  public void detach(boolean detach, long flag) {
    AttachedThread own = AttachedThread.current();
    if (own != null) {
      own.detach(detach, () -> tell(flag));
    } else if (detach) {
      throw new IllegalStateException("Can not detach from a JVM thread");
    }
  }

  private void tell(long flag) {
    try {
      if (flag != 0) {
        memory.putInt(flag, 1);
      }
    } catch (RuntimeException e) {
      // The flag has gone with the host.
    }
  }

  /** A lane's thread. Confined to it. */
  private static final class Carrier {
    private final int windowsThread;
    private AttachedThread attached;

    Carrier(int windowsThread) {
      this.windowsThread = windowsThread;
    }

    void run(RawUpcall call, Supplier<Attachment> rules, Runnable callback) {
      if (attached == null) {
        attached = attach(rules.get());
      }
      if (attached == null) {
        callback.run();
      } else if (!attached.run(call.lent(callback))) {
        attached = null;
      }
    }

    private AttachedThread attach(Attachment how) {
      AttachedThread made = new AttachedThread(how.detach());
      try {
        made.start(thread(how, made::body));
        return made;
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.log(System.Logger.Level.ERROR, "JNA: a callback gets no thread of its own", e);
        return null;
      }
    }

    private Thread thread(Attachment how, Runnable body) {
      ThreadGroup group = how.group() == null ? Daemons.topGroup() : how.group();
      String name =
          how.name() == null
              ? "jna-callback-" + Integer.toUnsignedString(windowsThread)
              : how.name();
      Thread thread = Daemons.create(group, name, STACK, body);
      thread.setDaemon(how.daemon());
      thread.setContextClassLoader(ForeignThreads.class.getClassLoader());
      return thread;
    }

    void end() {
      if (attached != null) {
        attached.end();
      }
    }
  }
}

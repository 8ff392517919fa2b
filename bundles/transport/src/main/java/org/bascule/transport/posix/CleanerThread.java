package org.bascule.transport.posix;

import com.sun.jna.Memory;
import java.util.concurrent.CompletableFuture;
import org.bascule.lifetime.Daemons;

/**
 * The thread on which JNA frees memory. JNA starts it from whatever thread allocates first, whose
 * class loaders it then keeps; so it is started from one that has nothing to inherit, and goes on
 * for as long as this object is referred to.
 */
public final class CleanerThread {
  /** While there is memory, the thread does not end. */
  private final Memory memory;

  private CleanerThread(Memory memory) {
    this.memory = memory;
  }

  /** Has it run. */
  public static CleanerThread start() {
    CompletableFuture<Memory> allocated = new CompletableFuture<>();
    Daemons.start("bascule-cleaner", () -> allocate(allocated));
    return new CleanerThread(allocated.join());
  }

  private static void allocate(CompletableFuture<Memory> allocated) {
    try {
      allocated.complete(new Memory(Long.BYTES));
    } catch (Throwable e) {
      allocated.completeExceptionally(e);
    }
  }

  @Override
  public String toString() {
    return "JNA's cleaner, kept by " + memory;
  }
}

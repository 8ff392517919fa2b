package org.bascule.windowsjna.world.library;

import java.util.OptionalLong;
import org.bascule.bridge.raw.RawHost;
import org.bascule.error.HostEndedException;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** Loads and releases DLLs, as Windows counts them. Thread-safe. */
public final class Libraries {
  private static final System.Logger LOG = System.getLogger("org.bascule.windowsjna");
  private static final int MOST_MODULES = 1024;

  /** What GetCurrentProcess gives. */
  private static final long THIS_PROCESS = -1;

  private final RawHost host;
  private final Heap heap;
  private final WorldMemory memory;

  /** The handle of the program itself; 0 until somebody has asked for it. */
  private volatile long program;

  private final Kernel kernel;

  /** None yet. */
  public Libraries(RawHost host, Kernel kernel, Heap heap, WorldMemory memory) {
    this.kernel = kernel;
    this.host = host;
    this.heap = heap;
    this.memory = memory;
  }

  /**
   * Loads a DLL.
   *
   * @param name a file's or module's name; null for the program itself, with all that it has loaded
   * @return its handle
   * @throws UnsatisfiedLinkError if there is none or it cannot be loaded
   */
  public long open(String name) {
    return name == null ? program() : host.load(LibrarySearch.find(name));
  }

  private long program() {
    if (program == 0) {
      program = kernel.call("GetModuleHandleW", 0);
    }
    return program;
  }

  /** Gives a DLL back; after the host's end that is nothing. */
  public void close(long handle) {
    if (handle == program) {
      return; // Nobody has loaded it.
    }
    try {
      host.unload(handle);
    } catch (HostEndedException e) {
      // It has gone with the host.
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a DLL could not be released", e);
    }
  }

  /**
   * Where an export lies.
   *
   * @throws UnsatisfiedLinkError if there is none of that name
   */
  public long find(long handle, String name) {
    OptionalLong found = host.export(handle, name);
    if (found.isEmpty() && handle == program) {
      found = anywhere(name);
    }
    return found.orElseThrow(() -> new UnsatisfiedLinkError("the DLL exports no function " + name));
  }

  private OptionalLong anywhere(String name) {
    int room = MOST_MODULES * memory.pointerSize();
    long modules = heap.allocate(room + Long.BYTES);
    try {
      long needed = modules + room;
      if ((int) kernel.call("K32EnumProcessModules", THIS_PROCESS, modules, room, needed) == 0) {
        return OptionalLong.empty();
      }
      int count = Math.min(memory.getInt(needed), room) / memory.pointerSize();
      for (int i = 0; i < count; i++) {
        long module = memory.getPointer(modules + (long) i * memory.pointerSize());
        OptionalLong found = host.export(module, name);
        if (found.isPresent()) {
          return found;
        }
      }
      return OptionalLong.empty();
    } finally {
      heap.free(modules);
    }
  }
}

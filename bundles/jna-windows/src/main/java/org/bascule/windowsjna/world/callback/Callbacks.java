package org.bascule.windowsjna.world.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.bridge.raw.RawHost;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.call.Targets;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * The callbacks that have an address. JNA holds each by a small piece of memory: the address, and
 * room for its options. Thread-safe.
 */
public final class Callbacks {
  private static final int DIRECT = 1;
  private static final int IN_DLL = 2;

  /** As many has JNA's own DLL. */
  private static final int MOST_IN_DLL = 16;

  private final RawHost host;
  private final Targets targets;
  private final ForeignThreads threads;
  private final Heap heap;
  private final WorldMemory memory;
  private final Map<Long, Made> all = new ConcurrentHashMap<>();
  private int inDll;

  private record Made(long address, boolean inDll) {}

  /** None yet. */
  public Callbacks(
      RawHost host, Targets targets, ForeignThreads threads, Heap heap, WorldMemory memory) {
    this.host = host;
    this.targets = targets;
    this.threads = threads;
    this.heap = heap;
    this.memory = memory;
  }

  /**
   * Gives a callback an address.
   *
   * @param callback what JNA has made of the program's object
   * @param convention JNA's number
   * @param flags JNA's options of callbacks
   * @return where its address lies
   */
  public synchronized long create(
      Callback callback, Class<?>[] arguments, Class<?> result, int convention, int flags) {
    if ((flags & DIRECT) != 0) {
      throw new IllegalStateException("directly mapped classes pass callbacks as all others do");
    }
    boolean plain = (flags & IN_DLL) != 0;
    if (plain && inDll == MOST_IN_DLL) {
      throw new OutOfMemoryError("No more DLL callback slots available");
    }
    NativeCallback made = make((CallbackProxy) callback, arguments, result);
    long address = host.callback(made.shape(targets.convention(convention)), made);
    long handle = heap.allocate(2L * memory.pointerSize());
    memory.putPointer(handle, address);
    memory.putPointer(handle + memory.pointerSize(), 0);
    all.put(handle, new Made(address, plain));
    inDll += plain ? 1 : 0;
    return handle;
  }

  private NativeCallback make(CallbackProxy callback, Class<?>[] arguments, Class<?> result) {
    boolean narrow = host.abi() == Abi.X86;
    return new NativeCallback(
        callback,
        Arrays.stream(arguments).map(type -> ArgumentReader.of(type, narrow)).toList(),
        ResultWriter.of(result),
        threads,
        heap,
        memory);
  }

  /** Takes the address back. */
  public synchronized void free(long handle) {
    Made made = all.remove(handle);
    if (made != null) {
      inDll -= made.inDll() ? 1 : 0;
      host.freeCallback(made.address());
      heap.free(handle);
    }
  }
}

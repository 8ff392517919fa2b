package org.bascule.windowsjna.world.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.bridge.raw.RawHost;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.call.SharedBuffers;
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

  private final RawHost host;
  private final Targets targets;
  private final PlainTrampolines plain;
  private final ForeignThreads threads;
  private final SharedBuffers buffers;
  private final Heap heap;
  private final WorldMemory memory;
  private final Map<Long, Made> all = new ConcurrentHashMap<>();

  /** What the DLL knows, and what that leads to. */
  private record Made(long address, long thunk) {}

  /** None yet. */
  public Callbacks(
      RawHost host,
      Targets targets,
      PlainTrampolines plain,
      ForeignThreads threads,
      SharedBuffers buffers,
      Heap heap,
      WorldMemory memory) {
    this.host = host;
    this.plain = plain;
    this.targets = targets;
    this.threads = threads;
    this.buffers = buffers;
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
    NativeCallback made = make((CallbackProxy) callback, arguments, result);
    long thunk = host.callback(made.shape(targets.convention(convention)), made);
    long address = (flags & IN_DLL) == 0 ? thunk : plain.take(thunk);
    long handle = heap.allocate(2L * memory.pointerSize());
    memory.putPointer(handle, address);
    memory.putPointer(handle + memory.pointerSize(), 0);
    all.put(handle, new Made(address, thunk));
    return handle;
  }

  private NativeCallback make(CallbackProxy callback, Class<?>[] arguments, Class<?> result) {
    boolean narrow = host.abi() == Abi.X86;
    return new NativeCallback(
        callback,
        Arrays.stream(arguments).map(type -> ArgumentReader.of(type, narrow)).toList(),
        ResultWriter.of(result),
        threads,
        buffers,
        heap,
        memory);
  }

  /** Takes the address back. */
  public synchronized void free(long handle) {
    Made made = all.remove(handle);
    if (made != null) {
      plain.give(made.address());
      host.freeCallback(made.thunk());
      heap.free(handle);
    }
  }
}

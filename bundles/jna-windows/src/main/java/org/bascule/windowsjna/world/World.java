package org.bascule.windowsjna.world;

import org.bascule.bridge.raw.RawHost;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.call.Calls;
import org.bascule.windowsjna.world.call.LastErrors;
import org.bascule.windowsjna.world.call.SharedBuffers;
import org.bascule.windowsjna.world.call.Targets;
import org.bascule.windowsjna.world.callback.Callbacks;
import org.bascule.windowsjna.world.callback.ForeignThreads;
import org.bascule.windowsjna.world.callback.PlainTrampolines;
import org.bascule.windowsjna.world.direct.DirectMethods;
import org.bascule.windowsjna.world.direct.ScalarMethods;
import org.bascule.windowsjna.world.ffi.FfiCalls;
import org.bascule.windowsjna.world.ffi.FfiTypes;
import org.bascule.windowsjna.world.library.DllMemory;
import org.bascule.windowsjna.world.library.Kernel;
import org.bascule.windowsjna.world.library.Libraries;
import org.bascule.windowsjna.world.memory.DirectMemory;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.Twins;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * All rooms of the world of one class loader. Static, as the native methods are whose work they do:
 * a class loader has one {@code Native}, and with it one host.
 */
final class World {
  /** That of the class loader which has defined this class. */
  static final World OWN = new World(OwnHost.find());

  final RawHost host;
  final Heap heap;
  final WorldMemory memory;
  final DirectMemory direct;
  final Twins twins;
  final LastErrors lastErrors;
  final Calls calls;
  final Libraries libraries;
  final DllMemory dllMemory;
  final FfiTypes types;
  final FfiCalls ffi;
  final ForeignThreads threads;
  final Callbacks callbacks;
  final DirectMethods methods;

  /**
   * Looks whether there is a host.
   *
   * @throws UnsatisfiedLinkError if it could not be had; with the same words each time
   */
  void insistOnHost() {
    if (host instanceof FailedHost failed) {
      throw failed.failure();
    }
  }

  boolean hasHost() {
    return !(host instanceof FailedHost);
  }

  private World(RawHost host) {
    this.host = host;
    this.heap = new Heap(host);
    this.memory = new WorldMemory(host, heap);
    this.direct = new DirectMemory(host, memory);
    this.twins = new Twins(heap, direct);
    this.lastErrors = new LastErrors(host);
    Targets targets = new Targets(host);
    SharedBuffers buffers = new SharedBuffers(twins);
    this.calls = new Calls(targets, lastErrors, heap, memory, direct, buffers);
    Kernel kernel = new Kernel(host, targets);
    this.libraries = new Libraries(host, kernel, heap, memory);
    this.dllMemory = new DllMemory(host, targets, heap);
    this.types = new FfiTypes(heap, memory);
    this.ffi = new FfiCalls(host, types, targets, lastErrors, heap, memory);
    this.threads = new ForeignThreads(memory);
    PlainTrampolines plain = new PlainTrampolines(kernel, heap, memory);
    this.callbacks = new Callbacks(host, targets, plain, threads, buffers, heap, memory);
    boolean narrow = host.abi() == Abi.X86;
    this.methods = new DirectMethods(new ScalarMethods(targets, lastErrors, narrow));
    host.onEnd(heap::end);
    host.onEnd(JnaCleaner::end);
  }
}

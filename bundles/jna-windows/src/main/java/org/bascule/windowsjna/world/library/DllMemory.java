package org.bascule.windowsjna.world.library;

import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.error.NativeFaultException;
import org.bascule.windowsjna.world.call.Targets;
import org.bascule.windowsjna.world.memory.Heap;

/** Memory that DLLs have allocated by the C runtime of Windows. Thread-safe. */
public final class DllMemory {
  /** What Windows ends a process with that frees what is not allocated. */
  private static final int HEAP_CORRUPTION = 0xC0000374;

  /** What lies before each piece, for the C runtime itself. */
  private static final int HEADER = 16;

  private final RawHost host;
  private final Targets targets;
  private final Heap heap;

  /** That of a host whose other memory is in this heap. */
  public DllMemory(RawHost host, Targets targets, Heap heap) {
    this.host = host;
    this.targets = targets;
    this.heap = heap;
  }

  /**
   * Frees a piece; after the host's end that is nothing.
   *
   * @throws NativeFaultException if nothing begins there that is allocated
   */
  public void free(long address) {
    try {
      if (heap.contains(address, 1) || !isReadable(address) || !isFreed(address)) {
        throw notAllocated(address);
      }
    } catch (HostEndedException e) {
      // It has gone with the host.
    }
  }

  private boolean isReadable(long address) {
    try {
      host.read(address - HEADER, new byte[HEADER], 0, HEADER);
      return true;
    } catch (HostEndedException e) {
      throw e;
    } catch (BasculeException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The C runtime says by the last error that it has not done it. */
  private boolean isFreed(long address) {
    long runtime = host.load("msvcrt");
    try {
      long free = host.export(runtime, "free").orElseThrow();
      int[] left = new int[1];
      targets
          .get("msvcrt.free", free, 0, 1, RawRegister.INTEGER, true)
          .call(new long[] {address}, code -> left[0] = code);
      return left[0] == 0;
    } finally {
      host.unload(runtime);
    }
  }

  private static NativeFaultException notAllocated(long address) {
    return new NativeFaultException(
        new Diagnosis(
            ErrorCode.NATIVE_FAULT,
            "free memory",
            "0x%x".formatted(address),
            "the address of memory that is allocated",
            "nothing that is allocated begins there; Windows would end the process (0x%x)"
                .formatted(HEAP_CORRUPTION),
            "free each piece once, and by the address that it was allocated with"),
        HEAP_CORRUPTION,
        address);
  }
}

package org.bascule.windowsjna.world.ffi;

import com.sun.jna.Native;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawUpcall;
import org.bascule.windowsjna.world.call.Slots;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** A Java object that the DLL calls, which gets its arguments by an array of pointers. */
final class FfiClosure implements RawCallback {
  private static final int CELL = 8;

  private final FfiCalls calls;
  private final Heap heap;
  private final WorldMemory memory;
  private final long cif;
  private final Native.ffi_callback callback;

  FfiClosure(
      FfiCalls calls, Heap heap, WorldMemory memory, long cif, Native.ffi_callback callback) {
    this.calls = calls;
    this.heap = heap;
    this.memory = memory;
    this.cif = cif;
    this.callback = callback;
  }

  /**
   *
   *
   * <pre>
   *   result │ pointer │ pointer … │ value │ value …
   * </pre>
   */
  @Override
  public void run(RawUpcall call) {
    int count = calls.count(cif);
    int hidden = calls.hidesResult(cif) ? 1 : 0;
    long frame = heap.allocate(CELL * (1L + 2L * count));
    try {
      memory.putLong(frame, 0);
      for (int i = 0; i < count; i++) {
        long cell = frame + CELL * (1L + count + i);
        long slot = call.slot(i + hidden);
        memory.putLong(cell, slot);
        int size = calls.types().prepare(calls.argumentType(cif, i));
        memory.putPointer(
            frame + CELL + (long) i * memory.pointerSize(), Slots.fitsSlot(size) ? cell : slot);
      }
      long result = hidden == 1 ? call.slot(0) : frame;
      callback.invoke(cif, result, frame + CELL);
      answer(call, hidden == 1 ? result : memory.getLong(frame));
    } finally {
      heap.free(frame);
    }
  }

  private void answer(RawUpcall call, long bits) {
    if (calls.register(cif) == RawRegister.INTEGER) {
      call.putInteger(bits);
    } else {
      call.putFloating(bits);
    }
  }

  @Override
  public Thread newThread(int windowsThread, Runnable body) {
    Thread thread = new Thread(body, "jna-closure-" + Integer.toUnsignedString(windowsThread));
    thread.setDaemon(true);
    return thread;
  }
}

package org.bascule.windowsjna.world.callback;

import com.sun.jna.Native;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.bascule.windowsjna.world.library.Kernel;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * Addresses of callbacks inside of a module, as some functions of Windows want them. JNA's own DLL
 * has 16; here they are jumps at the end of the page that the host's program begins with, where its
 * headers leave room. Thread-safe.
 */
public final class PlainTrampolines {
  private static final int COUNT = 16;
  private static final int JUMP_SIZE = 16;
  private static final int PAGE = 4096;
  private static final int HEADERS_AT = 0x3C;
  private static final int SIZE_OF_HEADERS = 0x18 + 0x3C;
  private static final int EXECUTE_READ_WRITE = 0x40;

  /** {@code jmp [target]}, of which the target follows. */
  private static final short JUMP = 0x25FF;

  private static final int TARGET = 6;
  private static final int LONGEST_PATH = 1024;

  private final Kernel kernel;
  private final Heap heap;
  private final WorldMemory memory;
  private final boolean[] taken = new boolean[COUNT];

  /** Where the first is; 0 until one is needed. */
  private long first;

  /** None is taken. */
  public PlainTrampolines(Kernel kernel, Heap heap, WorldMemory memory) {
    this.kernel = kernel;
    this.heap = heap;
    this.memory = memory;
  }

  /**
   * One that leads to a function.
   *
   * @throws OutOfMemoryError if all are taken
   */
  synchronized long take(long function) {
    if (first == 0) {
      first = write();
    }
    for (int i = 0; i < COUNT; i++) {
      if (!taken[i]) {
        taken[i] = true;
        memory.putPointer(address(i) + TARGET, function);
        return address(i);
      }
    }
    throw new OutOfMemoryError("No more DLL callback slots available");
  }

  /** Gives one back; other addresses are nothing to it. */
  synchronized void give(long address) {
    long index = (address - first) / JUMP_SIZE;
    if (first != 0 && address >= first && index < COUNT) {
      taken[(int) index] = false;
    }
  }

  private long address(int index) {
    return first + (long) index * JUMP_SIZE;
  }

  private long write() {
    long module = kernel.call("GetModuleHandleW", 0);
    long begin = module + PAGE - COUNT * JUMP_SIZE;
    int headers = memory.getInt(module + memory.getInt(module + HEADERS_AT) + SIZE_OF_HEADERS);
    if (headers > PAGE - COUNT * JUMP_SIZE) {
      throw new OutOfMemoryError("No DLL callback slots: the host's headers fill their page");
    }
    open(begin);
    for (int i = 0; i < COUNT; i++) {
      long jump = begin + (long) i * JUMP_SIZE;
      memory.putShort(jump, JUMP);
      // Relative on x64, absolute on x86.
      boolean narrow = memory.pointerSize() == Integer.BYTES;
      memory.putInt(jump + Short.BYTES, narrow ? (int) (jump + TARGET) : 0);
    }
    tell(module);
    return begin;
  }

  private void open(long begin) {
    long before = heap.allocate(Integer.BYTES);
    try {
      int size = COUNT * JUMP_SIZE;
      if ((int) kernel.call("VirtualProtect", begin, size, EXECUTE_READ_WRITE, before) == 0) {
        throw new OutOfMemoryError("No DLL callback slots: the host's page cannot be written");
      }
    } finally {
      heap.free(before);
    }
  }

  /** JNA's tests look there for the module that has the slots. */
  private void tell(long module) {
    long path = heap.allocate(Character.BYTES * (LONGEST_PATH + 1L));
    try {
      memory.fill(path, Character.BYTES * (LONGEST_PATH + 1L), (byte) 0);
      kernel.call("GetModuleFileNameW", module, path, LONGEST_PATH);
      dispatchPath().set(memory.wideText(path));
    } finally {
      heap.free(path);
    }
  }

  /** Not before it is needed: finding it initialises JNA. */
  private static VarHandle dispatchPath() {
    try {
      return MethodHandles.privateLookupIn(Native.class, MethodHandles.lookup())
          .findStaticVarHandle(Native.class, "jnidispatchPath", String.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

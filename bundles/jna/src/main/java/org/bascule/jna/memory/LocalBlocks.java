package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.util.Map;

/**
 * Finds the memory of this JVM that a plain pointer reaches, such as one that was read out of other
 * memory. JNA knows all that it has allocated.
 */
final class LocalBlocks {
  /** JNA's own, whose members it keeps to itself; the name is that of JNA 5. */
  private static final MethodHandle ALLOCATED = allocated();

  private LocalBlocks() {}

  /** The living memory that this address lies in; null if there is none. */
  static Memory around(Pointer pointer) {
    if (pointer == null || pointer.getClass() != Pointer.class) {
      return null;
    }
    long address = Pointer.nativeValue(pointer);
    for (Reference<Memory> reference : all().values()) {
      Memory memory = reference.get();
      if (memory != null) {
        long offset = address - Pointer.nativeValue(memory);
        if (Pointer.nativeValue(memory) != 0 && offset >= 0 && offset < memory.size()) {
          return memory;
        }
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private static Map<Long, Reference<Memory>> all() {
    try {
      return (Map<Long, Reference<Memory>>) ALLOCATED.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle allocated() {
    try {
      return MethodHandles.privateLookupIn(Memory.class, MethodHandles.lookup())
          .findStaticGetter(Memory.class, "allocatedMemory", Map.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

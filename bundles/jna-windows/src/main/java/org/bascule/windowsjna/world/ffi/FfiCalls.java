package org.bascule.windowsjna.world.ffi;

import com.sun.jna.Native;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawShape;
import org.bascule.windowsjna.world.call.LastErrors;
import org.bascule.windowsjna.world.call.Slots;
import org.bascule.windowsjna.world.call.Targets;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** Calls and closures that programs prepare by themselves through JNA. On x64 only. Thread-safe. */
public final class FfiCalls {
  private static final int CIF_SIZE = 32;
  private static final int RESULT = 8;
  private static final int ARGUMENTS = 16;

  private final RawHost host;
  private final FfiTypes types;
  private final Targets targets;
  private final LastErrors lastErrors;
  private final Heap heap;
  private final WorldMemory memory;
  private final Map<Long, FfiClosure> closures = new ConcurrentHashMap<>();

  /** None yet. */
  public FfiCalls(
      RawHost host,
      FfiTypes types,
      Targets targets,
      LastErrors lastErrors,
      Heap heap,
      WorldMemory memory) {
    this.host = host;
    this.types = types;
    this.targets = targets;
    this.lastErrors = lastErrors;
    this.heap = heap;
    this.memory = memory;
  }

  /** Describes a function; the address of the description. */
  public long prepare(int count, long resultType, long argumentTypes) {
    types.prepare(resultType);
    for (int i = 0; i < count; i++) {
      types.prepare(memory.getPointer(argumentTypes + (long) i * memory.pointerSize()));
    }
    long cif = heap.allocate(CIF_SIZE);
    memory.putInt(cif, count);
    memory.putLong(cif + RESULT, resultType);
    memory.putLong(cif + ARGUMENTS, argumentTypes);
    return cif;
  }

  int count(long cif) {
    return memory.getInt(cif);
  }

  long resultType(long cif) {
    return memory.getLong(cif + RESULT);
  }

  long argumentType(long cif, int index) {
    return memory.getPointer(memory.getLong(cif + ARGUMENTS) + (long) index * memory.pointerSize());
  }

  boolean hidesResult(long cif) {
    long type = resultType(cif);
    return types.number(type) == FfiKind.STRUCT && !Slots.fitsSlot(types.prepare(type));
  }

  RawRegister register(long cif) {
    int number = types.number(resultType(cif));
    if (number == FfiKind.FLOAT.number()) {
      return RawRegister.FLOAT;
    }
    return number == FfiKind.DOUBLE.number() ? RawRegister.DOUBLE : RawRegister.INTEGER;
  }

  FfiTypes types() {
    return types;
  }

  /** Calls a function whose arguments lie where an array of pointers says. */
  public void call(long cif, long function, long result, long arguments) {
    int hidden = hidesResult(cif) ? 1 : 0;
    int count = count(cif);
    long[] slots = new long[count + hidden];
    if (hidden == 1) {
      slots[0] = result;
    }
    for (int i = 0; i < count; i++) {
      long value = memory.getPointer(arguments + (long) i * memory.pointerSize());
      int size = types.prepare(argumentType(cif, i));
      slots[i + hidden] = Slots.fitsSlot(size) ? memory.getBits(value, size) : value;
    }
    String name = "0x" + Long.toHexString(function);
    long bits =
        targets.get(name, function, 0, slots.length, register(cif), false).call(slots, lastErrors);
    int size = types.prepare(resultType(cif));
    if (hidden == 0 && types.number(resultType(cif)) != FfiKind.VOID.number()) {
      memory.putBits(result, size, bits);
    }
  }

  /** Makes a function of a Java object; the address where its address lies. */
  public long closure(long cif, Native.ffi_callback callback) {
    FfiClosure closure = new FfiClosure(this, heap, memory, cif, callback);
    int hidden = hidesResult(cif) ? 1 : 0;
    int floating = 0;
    for (int i = 0; i < count(cif); i++) {
      if (i + hidden < 4 && types.isFloating(argumentType(cif, i))) {
        floating |= 1 << i + hidden;
      }
    }
    RawShape shape =
        new RawShape(targets.convention(0), register(cif), floating, count(cif) + hidden);
    long handle = heap.allocate(memory.pointerSize());
    memory.putPointer(handle, host.callback(shape, closure));
    closures.put(handle, closure);
    return handle;
  }

  /** Gives one back. */
  public void freeClosure(long handle) {
    if (closures.remove(handle) != null) {
      host.freeCallback(memory.getPointer(handle));
      heap.free(handle);
    }
  }
}

package org.bascule.windowsjna.world.call;

import com.sun.jna.Function;
import java.lang.ref.Reference;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.windowsjna.world.memory.DirectMemory;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** What {@code Function.invoke} asks for when it has converted its arguments. Thread-safe. */
public final class Calls {
  private static final Object[] NO_ARGUMENTS = {};

  private final Targets targets;
  private final LastErrors lastErrors;
  private final Heap heap;
  private final WorldMemory memory;
  private final DirectMemory direct;
  private final SharedBuffers buffers;

  /** Calls over these. */
  public Calls(
      Targets targets,
      LastErrors lastErrors,
      Heap heap,
      WorldMemory memory,
      DirectMemory direct,
      SharedBuffers buffers) {
    this.targets = targets;
    this.lastErrors = lastErrors;
    this.heap = heap;
    this.memory = memory;
    this.direct = direct;
    this.buffers = buffers;
  }

  /**
   * Calls a function.
   *
   * @param function for messages; may be null
   * @param flags JNA's call flags
   * @param arguments as JNA passes them to native code
   * @return the bits of the result
   * @throws com.sun.jna.LastErrorException if that was asked for
   */
  public long call(
      Function function, long address, int flags, Object[] arguments, RawRegister result) {
    return call(function, address, flags, arguments, result, 0);
  }

  /**
   * Calls a function that returns a struct.
   *
   * @param into where that shall lie
   * @param size its bytes
   */
  public void callForStruct(
      Function function, long address, int flags, Object[] arguments, long into, int size) {
    if (Slots.fitsSlot(size)) {
      long bits = call(function, address, flags, arguments, RawRegister.INTEGER, 0);
      memory.putBits(into, size, bits);
    } else {
      call(function, address, flags, arguments, RawRegister.INTEGER, into);
    }
  }

  /** Refuses results that are objects of this JVM. */
  public UnsupportedOperationException noObject(Function function) {
    return JniRefusals.result(name(function, 0));
  }

  /** All in one method: a recursion through a DLL lives on the interpreter's stack. */
  private long call(
      Function function,
      long address,
      int flags,
      Object[] arguments,
      RawRegister register,
      long hidden) {
    Object[] all = arguments == null ? NO_ARGUMENTS : arguments;
    boolean throwing = (flags & Function.THROW_LAST_ERROR) != 0;
    try (Slots slots = new Slots(heap, memory, direct, buffers, all)) {
      if (hidden != 0) {
        slots.put(hidden);
      }
      for (Object argument : all) {
        if (argument == null) {
          slots.put(0);
        } else {
          ArgumentKinds.of(argument.getClass()).put(argument, slots);
        }
      }
      String name = name(function, address);
      RawFunction target = targets.get(name, address, flags, slots.count(), register, throwing);
      long result = slots.call(target, lastErrors);
      if (throwing) {
        lastErrors.insistOnNone();
      }
      return result;
    } finally {
      Reference.reachabilityFence(arguments);
    }
  }

  private static String name(Function function, long address) {
    return function == null ? "0x" + Long.toHexString(address) : function.getName();
  }
}

package org.bascule.windowsjna.world;

import com.sun.jna.Function;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.windowsjna.world.call.Calls;
import org.bascule.windowsjna.world.ffi.FfiTypes;

/** Native methods of JNA's that call functions. */
public final class CallNatives {
  private static final Calls CALLS = World.OWN.calls;
  private static final FfiTypes TYPES = World.OWN.types;
  private static final boolean NARROW = World.OWN.memory.pointerSize() == Integer.BYTES;

  private CallNatives() {}

  public static int invokeInt(Function function, long address, int flags, Object[] arguments) {
    return (int) CALLS.call(function, address, flags, arguments, RawRegister.INTEGER);
  }

  public static long invokeLong(Function function, long address, int flags, Object[] arguments) {
    return CALLS.call(function, address, flags, arguments, RawRegister.INTEGER);
  }

  public static void invokeVoid(Function function, long address, int flags, Object[] arguments) {
    CALLS.call(function, address, flags, arguments, RawRegister.INTEGER);
  }

  public static float invokeFloat(Function function, long address, int flags, Object[] arguments) {
    return Float.intBitsToFloat(
        (int) CALLS.call(function, address, flags, arguments, RawRegister.FLOAT));
  }

  public static double invokeDouble(
      Function function, long address, int flags, Object[] arguments) {
    return Double.longBitsToDouble(
        CALLS.call(function, address, flags, arguments, RawRegister.DOUBLE));
  }

  public static long invokePointer(Function function, long address, int flags, Object[] arguments) {
    long bits = CALLS.call(function, address, flags, arguments, RawRegister.INTEGER);
    return NARROW ? bits & 0xFFFFFFFFL : bits;
  }

  public static void invokeStructure(
      Function function, long address, int flags, Object[] arguments, long into, long type) {
    CALLS.callForStruct(function, address, flags, arguments, into, TYPES.prepare(type));
  }

  public static Object invokeObject(
      Function function, long address, int flags, Object[] arguments) {
    throw CALLS.noObject(function);
  }
}

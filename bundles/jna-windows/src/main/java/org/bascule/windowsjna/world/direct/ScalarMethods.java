package org.bascule.windowsjna.world.direct;

import com.sun.jna.Function;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.windowsjna.world.call.LastErrors;
import org.bascule.windowsjna.world.call.Targets;

/**
 * The quick way for methods that have nothing but plain numbers: each goes into its slot as bits,
 * with nothing looked up and nothing boxed.
 */
public final class ScalarMethods {
  private static final Lookup OWN = MethodHandles.lookup();

  /** Bits of an argument's type. */
  private static final Map<Class<?>, MethodHandle> TO_BITS =
      Map.of(
          boolean.class, own("bits", long.class, boolean.class),
          byte.class, own("bits", long.class, byte.class),
          short.class, own("bits", long.class, short.class),
          char.class, own("bits", long.class, char.class),
          int.class, own("bits", long.class, int.class),
          long.class, MethodHandles.identity(long.class),
          float.class, own("bits", long.class, float.class),
          double.class, own("bits", long.class, double.class));

  /** A result's type from bits. */
  private static final Map<Class<?>, MethodHandle> FROM_BITS =
      Map.of(
          void.class, own("toNothing", void.class, long.class),
          boolean.class, own("toBoolean", boolean.class, long.class),
          byte.class, own("toByte", byte.class, long.class),
          short.class, own("toShort", short.class, long.class),
          char.class, own("toChar", char.class, long.class),
          int.class, own("toInt", int.class, long.class),
          long.class, MethodHandles.identity(long.class),
          float.class, own("toFloat", float.class, long.class),
          double.class, own("toDouble", double.class, long.class));

  private static final int THROWS_LAST_ERROR = Function.THROW_LAST_ERROR;
  private static final MethodHandle CALL =
      own("call", long.class, RawFunction.class, LastErrors.class, boolean.class, long[].class);

  private final Targets targets;
  private final LastErrors lastErrors;
  private final boolean narrow;

  /**
   * For functions of one host.
   *
   * @param narrow whether slots have 4 bytes
   */
  public ScalarMethods(Targets targets, LastErrors lastErrors, boolean narrow) {
    this.targets = targets;
    this.lastErrors = lastErrors;
    this.narrow = narrow;
  }

  /** Whether a method has nothing but plain numbers. */
  boolean takes(MethodType type) {
    return FROM_BITS.containsKey(type.returnType())
        && type.parameterList().stream().allMatch(this::takes);
  }

  private boolean takes(Class<?> type) {
    boolean wide = type == long.class || type == double.class;
    return TO_BITS.containsKey(type) && !(narrow && wide);
  }

  /** A handle of the method's own type. */
  MethodHandle handle(String name, MethodType type, long address, int flags) {
    boolean throwing = (flags & THROWS_LAST_ERROR) != 0;
    RawFunction function =
        targets.get(
            name, address, flags, type.parameterCount(), register(type.returnType()), throwing);
    List<MethodHandle> toBits = type.parameterList().stream().map(TO_BITS::get).toList();
    MethodHandle call =
        MethodHandles.insertArguments(CALL, 0, function, lastErrors, throwing)
            .asCollector(long[].class, type.parameterCount());
    MethodHandle arguments =
        MethodHandles.filterArguments(call, 0, toBits.toArray(new MethodHandle[0]));
    return MethodHandles.filterReturnValue(arguments, FROM_BITS.get(type.returnType()));
  }

  private static RawRegister register(Class<?> result) {
    if (result == float.class) {
      return RawRegister.FLOAT;
    }
    return result == double.class ? RawRegister.DOUBLE : RawRegister.INTEGER;
  }

  private static long call(
      RawFunction function, LastErrors lastErrors, boolean throwing, long[] slots) {
    long result = function.call(slots, lastErrors);
    if (throwing) {
      lastErrors.insistOnNone();
    }
    return result;
  }

  private static MethodHandle own(String name, Class<?> result, Class<?>... arguments) {
    try {
      return OWN.findStatic(ScalarMethods.class, name, MethodType.methodType(result, arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long bits(boolean value) {
    return value ? 1 : 0;
  }

  private static long bits(byte value) {
    return value;
  }

  private static long bits(short value) {
    return value;
  }

  private static long bits(char value) {
    return value;
  }

  private static long bits(int value) {
    return value;
  }

  private static long bits(float value) {
    return Integer.toUnsignedLong(Float.floatToRawIntBits(value));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static void toNothing(long bits) {}

  private static boolean toBoolean(long bits) {
    return (int) bits != 0;
  }

  private static byte toByte(long bits) {
    return (byte) bits;
  }

  private static short toShort(long bits) {
    return (short) bits;
  }

  private static char toChar(long bits) {
    return (char) bits;
  }

  private static int toInt(long bits) {
    return (int) bits;
  }

  private static float toFloat(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double toDouble(long bits) {
    return Double.longBitsToDouble(bits);
  }
}

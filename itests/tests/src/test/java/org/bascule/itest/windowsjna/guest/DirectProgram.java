package org.bascule.itest.windowsjna.guest;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Native methods, registered. */
public final class DirectProgram implements Function<String, Map<String, String>> {
  /** Static ones, of all kinds of arguments. */
  static final class Direct implements Library {
    private Direct() {}

    static native int add(int a, int b);

    static native double echo_double(double value);

    static native float echo_float(float value);

    static native long echo_int64(long value);

    static native byte echo_int8(byte value);

    static native String echo_chars(String text);

    static native void add_int(int a, int b, IntByReference sum);

    static native int divisors(int of, Pointer into, int capacity);

    static native void bubblesort(float[] numbers, int count);

    static native short use_optional_callback(short value, PortableProgram.Belt belt);

    static native PortableProgram.Line.ByValue turn_line(PortableProgram.Line.ByValue line);

    static native void sub_int(PortableProgram.Subtraction values);
  }

  /** Methods of objects, which implement an interface of the program's. */
  static final class Instance implements Adding {
    @Override
    public native int add(int a, int b);
  }

  interface Adding extends Library {
    int add(int a, int b);

    default int twice(int a) {
      return add(a, a);
    }
  }

  /** Functions of Windows. */
  static final class Kernel {
    private Kernel() {}

    static native boolean SetEvent(Pointer event) throws LastErrorException;

    static native int GetCurrentThreadId();

    static native void SetLastError(int code);

    static {
      Native.register("kernel32");
    }
  }

  /** Nobody registers it. */
  static final class Forgotten implements Library {
    private Forgotten() {}

    static native int add(int a, int b);
  }

  @Override
  public Map<String, String> apply(String library) {
    Map<String, String> told = new TreeMap<>();
    Native.register(Direct.class, library);
    told.put(
        "scalars",
        Direct.add(40, 2) + " " + Direct.echo_int64(-1) + " " + Direct.echo_int8((byte) -1));
    told.put("floating", Direct.echo_double(0.1) + " " + Direct.echo_float(0.5f));
    told.put("text", Direct.echo_chars("over"));
    IntByReference sum = new IntByReference();
    Direct.add_int(1, 2, sum);
    Memory divisors = new Memory(12);
    told.put(
        "memory",
        sum.getValue() + " " + Direct.divisors(9, divisors, 3) + " " + divisors.getInt(4));
    float[] numbers = {2, 1};
    Direct.bubblesort(numbers, 2);
    told.put("array", numbers[0] + " " + numbers[1]);
    told.put("callback", "" + Direct.use_optional_callback((short) 4, value -> (short) -value));
    PortableProgram.Line.ByValue line = new PortableProgram.Line.ByValue();
    line.label = 3;
    told.put("by value", "" + Direct.turn_line(line).label);
    PortableProgram.Subtraction values = new PortableProgram.Subtraction();
    values.b = 5;
    Direct.sub_int(values);
    told.put("struct", "" + values.diff);
    Native.register(Instance.class, library);
    told.put("objects", "" + new Instance().twice(21));
    errors(told);
    Native.unregister(Direct.class);
    told.put("registered", "" + Native.registered(Direct.class));
    told.put("unregistered", failure(() -> Direct.add(1, 2)));
    told.put("still native", failure(() -> Native.register(unnamed(), library)));
    Native.register(PlainMethods.class, library);
    told.put("plain class", "" + PlainMethods.add(40, 2));
    told.put("forgotten", failure(() -> Forgotten.add(1, 2)));
    return told;
  }

  private static void errors(Map<String, String> told) {
    told.put("thread", "" + (Kernel.GetCurrentThreadId() == Kernel.GetCurrentThreadId()));
    Kernel.SetLastError(42);
    told.put("last error", "" + Native.getLastError());
    Native.setLastError(77);
    // That of kernel32 JNA answers itself.
    com.sun.jna.Function real = NativeLibrary.getInstance("kernelbase").getFunction("GetLastError");
    told.put("set", "" + real.invokeInt(new Object[0]));
    told.put("thrown", failure(() -> Kernel.SetEvent(null)));
  }

  /** A class that nobody sees to be registered. */
  private static Class<?> unnamed() {
    try {
      return Class.forName(DirectProgram.class.getPackageName() + ".JniProgram");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String failure(Runnable call) {
    try {
      call.run();
      return "none";
    } catch (LastErrorException | UnsatisfiedLinkError e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}

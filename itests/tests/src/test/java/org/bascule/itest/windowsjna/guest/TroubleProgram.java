package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What goes wrong, and what is said then. */
public final class TroubleProgram
    implements java.util.function.Function<String, Map<String, String>> {
  /** Functions of faults.dll. */
  public interface Faults extends Library {
    int null_read();

    int read_at(Pointer address);
  }

  private interface Attempt {
    Object run() throws Throwable;
  }

  @Override
  public Map<String, String> apply(String library) {
    Faults faults =
        Native.load(
            library,
            Faults.class,
            Collections.singletonMap(Library.OPTION_ALLOW_OBJECTS, Boolean.TRUE));
    Map<String, String> told = new TreeMap<>();
    told.put("fault", outcome(faults::null_read));
    Memory living = new Memory(4);
    living.setInt(0, 6);
    told.put("after it", "" + faults.read_at(living));
    told.put("wild read", outcome(() -> new Pointer(16).getInt(0)));
    told.put("wild write", outcome(() -> written(new Pointer(16))));
    told.put("wild call", outcome(() -> Function.getFunction(new Pointer(16)).invokeInt(null)));
    told.put("object", outcome(() -> called(library, new Object())));
    told.put("environment", outcome(() -> called(library, JNIEnv.CURRENT)));
    Pointer theirs = Native.load("msvcrt", Runtime.class).malloc(64);
    told.put("buffer", outcome(() -> theirs.getByteBuffer(0, 64)).replaceFirst("0x\\w+", "…"));
    told.put("freed", outcome(() -> freed(Pointer.nativeValue(theirs))));
    told.put("freed again", outcome(() -> freed(Pointer.nativeValue(theirs))));
    frees(told);
    told.put("missing", outcome(() -> Native.load("no such", Runtime.class)));
    return told;
  }

  private static void frees(Map<String, String> told) {
    long small = Native.malloc(64);
    long large = Native.malloc(1 << 20);
    told.put("free the middle", outcome(() -> freed(small + 16)));
    told.put("free once", outcome(() -> freed(small)) + outcome(() -> freed(large)));
    told.put("free twice", outcome(() -> freed(small)));
    told.put("free twice large", outcome(() -> freed(large)));
    told.put("free anything", outcome(() -> freed(0x123)));
    told.put("free nothing", outcome(() -> freed(0)));
    told.put("no such size", "" + Native.malloc(-1));
    told.put("too large", outcome(() -> new Memory(1L << 45)).split("\n")[0]);
    Native.setProtected(true);
    told.put("protected", "" + Native.isProtected());
    Native.setProtected(false);
  }

  private static Object freed(long address) {
    Native.free(address);
    return "done";
  }

  /** Of the C runtime. */
  public interface Runtime extends Library {
    Pointer malloc(long size);
  }

  private static Object written(Pointer where) {
    where.setLong(0, 1);
    return where;
  }

  private static Object called(String library, Object argument) {
    Function function = com.sun.jna.NativeLibrary.getInstance(library).getFunction("read_at");
    return function.invoke(
        int.class,
        new Object[] {argument},
        Collections.singletonMap(Library.OPTION_ALLOW_OBJECTS, Boolean.TRUE));
  }

  private static String outcome(Attempt attempt) {
    try {
      return "" + attempt.run();
    } catch (Throwable e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}

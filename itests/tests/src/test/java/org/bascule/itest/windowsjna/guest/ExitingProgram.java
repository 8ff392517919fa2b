package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The DLL ends its own process, and the program goes on at once. */
public final class ExitingProgram implements Function<String, Map<String, String>> {
  /** Of the C runtime. */
  public interface Runtime extends Library {
    Pointer malloc(int size);

    void exit(int status);
  }

  public interface Action extends Callback {
    void run();
  }

  @Override
  public Map<String, String> apply(String library) {
    Runtime runtime = Native.load(library, Runtime.class);
    Memory small = new Memory(8);
    Memory large = new Memory(1 << 20);
    Pointer theirs = runtime.malloc(8);
    Map<String, String> told = new TreeMap<>();
    told.put("exit", outcome(() -> runtime.exit(3)));
    told.put("small", outcome(() -> small.getInt(0)));
    told.put("large", outcome(() -> large.setInt(0, 1)));
    told.put("theirs", outcome(() -> theirs.getInt(0)));
    told.put("allocate", outcome(() -> new Memory(8)));
    told.put("callback", outcome(() -> CallbackReference.getFunctionPointer((Action) () -> {})));
    told.put("load", outcome(() -> Native.load("kernel32", Runtime.class)));
    told.put("free", outcome(() -> Native.free(Pointer.nativeValue(theirs))));
    told.put("close", outcome(small::close));
    return told;
  }

  private static String outcome(Runnable attempt) {
    try {
      attempt.run();
      return "done";
    } catch (RuntimeException | Error e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}

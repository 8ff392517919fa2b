package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Uses its host, has it ended by whoever runs it, and goes on. */
public final class EndingProgram implements Function<Runnable, Map<String, String>> {
  /** Of the C runtime. */
  public interface Runtime extends Library {
    int abs(int value);
  }

  @Override
  public Map<String, String> apply(Runnable end) {
    Map<String, String> told = new TreeMap<>();
    Runtime runtime = Native.load("msvcrt", Runtime.class);
    told.put("before", "" + runtime.abs(-3));
    Memory small = new Memory(8);
    Memory large = new Memory(1 << 20);
    Memory closed = new Memory(8);
    end.run();
    told.put("call", outcome(() -> runtime.abs(-3)));
    told.put("read", outcome(() -> small.getInt(0)));
    told.put("write", outcome(() -> large.setInt(0, 1)));
    told.put("allocate", outcome(() -> new Memory(8)));
    told.put("load", outcome(() -> Native.load("kernel32", Runtime.class)));
    told.put("free", outcome(closed::close));
    told.put("free large", outcome(large::close));
    return told;
  }

  private static String outcome(Runnable attempt) {
    try {
      attempt.run();
      return "done";
    } catch (RuntimeException | Error e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage().split("\n")[0];
    }
  }
}

package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Map;
import java.util.function.Function;

/** Tells what a variable of the environment is for the DLL. */
public final class VariableProgram implements Function<String, Map<String, String>> {
  /** Of the C runtime. */
  public interface Runtime extends Library {
    String getenv(String name);
  }

  @Override
  public Map<String, String> apply(String name) {
    return Map.of("value", "" + Native.load("msvcrt", Runtime.class).getenv(name));
  }
}

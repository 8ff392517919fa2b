package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Function;
import java.util.Map;
import java.util.TreeMap;

/** Passes on what others give it, as containers of plugins do. */
public final class ForeignProgram
    implements java.util.function.Function<Object, Map<String, String>> {
  @Override
  public Map<String, String> apply(Object given) {
    Map<String, String> told = new TreeMap<>();
    Function function = Function.getFunction("msvcrt", "strlen");
    try {
      told.put("given", "" + function.invokeInt(new Object[] {given}));
    } catch (RuntimeException e) {
      told.put("given", e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return told;
  }
}

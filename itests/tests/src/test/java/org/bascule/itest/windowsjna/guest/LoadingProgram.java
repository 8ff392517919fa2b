package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds a DLL by its name alone. */
public final class LoadingProgram implements Function<String, Map<String, String>> {
  /** Of demo.dll. */
  public interface Demo extends Library {
    int add(int a, int b);
  }

  @Override
  public Map<String, String> apply(String name) {
    Map<String, String> told = new TreeMap<>();
    told.put("system", Platform.isWindows() + " " + Platform.RESOURCE_PREFIX);
    told.put("sum", "" + Native.load(name, Demo.class).add(1, 2));
    NativeLibrary process = NativeLibrary.getProcess();
    told.put("process", "" + process.getFunction("GetTickCount").getName());
    process.close();
    told.put("again", "" + NativeLibrary.getProcess().getFunction("GetTickCount").getName());
    return told;
  }
}

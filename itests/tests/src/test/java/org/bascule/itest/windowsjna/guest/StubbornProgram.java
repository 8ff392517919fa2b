package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Goes on trying what has failed, in each way that programs begin with. */
public final class StubbornProgram implements Function<String, Map<String, String>> {
  /** Of demo.dll. */
  public interface Demo extends Library {
    int add(int a, int b);
  }

  @FieldOrder("value")
  public static class Cell extends Structure {
    public int value;
  }

  @Override
  public Map<String, String> apply(String library) {
    Map<String, String> told = new TreeMap<>();
    told.put("load", failure(() -> Native.load(library, Demo.class)));
    told.put("load again", failure(() -> Native.load(library, Demo.class)));
    told.put("register", failure(() -> Native.register(PlainMethods.class, library)));
    told.put("memory", failure(() -> new Memory(8)));
    told.put("structure", failure(Cell::new));
    return told;
  }

  private static String failure(Runnable work) {
    try {
      work.run();
      return "none";
    } catch (UnsatisfiedLinkError e) {
      return e.getMessage();
    }
  }
}

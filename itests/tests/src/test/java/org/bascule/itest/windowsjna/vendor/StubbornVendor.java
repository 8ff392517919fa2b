package org.bascule.itest.windowsjna.vendor;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;

/** Goes on trying what has failed. */
public final class StubbornVendor {
  private StubbornVendor() {}

  /** Of demo.dll. */
  public interface Demo extends Library {
    int add(int a, int b);
  }

  static final class Scalars implements Library {
    private Scalars() {}

    static native int add(int a, int b);
  }

  @Structure.FieldOrder("value")
  public static class Cell extends Structure {
    public int value;
  }

  /** Begins. */
  public static void main(String[] arguments) {
    tell(() -> Native.load(arguments[0], Demo.class));
    tell(() -> Native.load(arguments[0], Demo.class));
    tell(() -> Native.register(Scalars.class, arguments[0]));
    tell(() -> NativeLibrary.getInstance(arguments[0]));
    tell(NativeLibrary::getProcess);
    tell(() -> new Memory(8));
    tell(() -> new Cell());
  }

  private static void tell(Runnable work) {
    try {
      work.run();
      System.out.println("done");
    } catch (Throwable e) {
      String first = e.getMessage().lines().findFirst().orElse("");
      System.out.println(e.getClass().getSimpleName() + ": " + first);
    }
  }
}

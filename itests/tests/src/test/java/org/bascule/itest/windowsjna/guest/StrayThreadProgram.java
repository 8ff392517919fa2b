package org.bascule.itest.windowsjna.guest;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.function.Supplier;

/** Has Windows start a thread where no code is, and waits. */
public final class StrayThreadProgram implements Supplier<String> {
  private static final int LONGER_THAN_ANY_TEST = 60_000;

  @Override
  public String get() {
    NativeLibrary kernel = NativeLibrary.getInstance("kernel32");
    try {
      kernel
          .getFunction("CreateThread")
          .invokePointer(new Object[] {null, null, new Pointer(0x10), null, 0, null});
      kernel.getFunction("Sleep").invokeVoid(new Object[] {LONGER_THAN_ANY_TEST});
      return "slept";
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}

package org.bascule.windowsjna.world;

import com.sun.jna.Native;
import java.awt.Component;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.windowsjna.world.call.LastErrors;

/** Native methods of JNA's about the system as a whole. */
public final class SystemNatives {
  private static final LastErrors LAST_ERRORS = World.OWN.lastErrors;
  private static final int[] SIZES = sizes(World.OWN.memory.pointerSize());

  private static volatile boolean isProtected;

  private SystemNatives() {}

  /** In the order of JNA's numbers: void*, long, wchar_t, size_t, bool, long double. */
  private static int[] sizes(int pointer) {
    return new int[] {pointer, 4, 2, pointer, 1, 8};
  }

  public static int sizeof(int type) {
    return SIZES[type];
  }

  public static String getNativeVersion() {
    return Native.VERSION_NATIVE;
  }

  public static String getAPIChecksum() {
    return "of org.bascule.windowsjna";
  }

  public static int getLastError() {
    return LAST_ERRORS.get();
  }

  public static void setLastError(int code) {
    LAST_ERRORS.set(code);
  }

  /** Faults of the DLL are exceptions always; what is switched is only told. */
  public static void setProtected(boolean enable) {
    isProtected = enable;
  }

  public static boolean isProtected() {
    return isProtected;
  }

  public static long getWindowHandle0(Component component) {
    throw new UnsupportedOperationException(
        new Diagnosis(
                ErrorCode.UNSUPPORTED_SIGNATURE,
                "give the window handle of a component",
                String.valueOf(component),
                "a window of Windows",
                "a window that Linux shows, which Windows does not know",
                "make a window by functions of user32, and pass its HWND")
            .message());
  }
}

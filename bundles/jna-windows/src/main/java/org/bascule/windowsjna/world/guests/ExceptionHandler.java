package org.bascule.windowsjna.world.guests;

import com.sun.jna.Callback.UncaughtExceptionHandler;
import java.lang.ref.WeakReference;
import java.util.Map;

/**
 * The handler of exceptions in callbacks, of which JNA has one. It is a program's own object: when
 * that program is gone, JNA's is in its place again. Thread-safe.
 */
public final class ExceptionHandler {
  private static final Map<UncaughtExceptionHandler, UncaughtExceptionHandler> KEPT =
      new GuestMap<>();

  /** JNA's own, which it sets before all others. */
  private static UncaughtExceptionHandler usual;

  private static WeakReference<UncaughtExceptionHandler> current = new WeakReference<>(null);

  private ExceptionHandler() {}

  /** The one that has been set last. */
  public static synchronized UncaughtExceptionHandler get() {
    UncaughtExceptionHandler living = current.get();
    return living == null ? usual : living;
  }

  /** From now on it is this one. */
  public static synchronized void set(UncaughtExceptionHandler handler) {
    if (usual == null) {
      usual = handler;
    }
    UncaughtExceptionHandler former = current.get();
    if (former != null) {
      KEPT.remove(former);
    }
    KEPT.put(handler, handler);
    current = new WeakReference<>(handler);
  }
}

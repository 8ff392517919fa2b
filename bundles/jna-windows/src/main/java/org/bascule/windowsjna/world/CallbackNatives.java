package org.bascule.windowsjna.world;

import com.sun.jna.Callback;
import java.lang.reflect.Method;
import org.bascule.windowsjna.world.callback.Callbacks;
import org.bascule.windowsjna.world.callback.ForeignThreads;

/** Native methods of JNA's about callbacks. */
public final class CallbackNatives {
  private static final Callbacks CALLBACKS = World.OWN.callbacks;
  private static final ForeignThreads THREADS = World.OWN.threads;

  private CallbackNatives() {}

  public static long createNativeCallback(
      Callback callback,
      Method method,
      Class<?>[] arguments,
      Class<?> result,
      int convention,
      int flags,
      String encoding) {
    return CALLBACKS.create(callback, arguments, result, convention, flags);
  }

  public static void freeNativeCallback(long handle) {
    CALLBACKS.free(handle);
  }

  public static void setDetachState(boolean detach, long flag) {
    THREADS.detach(detach, flag);
  }
}

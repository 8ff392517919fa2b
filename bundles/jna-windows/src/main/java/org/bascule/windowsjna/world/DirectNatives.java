package org.bascule.windowsjna.world;

import com.sun.jna.FromNativeConverter;
import com.sun.jna.Function;
import com.sun.jna.ToNativeConverter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import org.bascule.windowsjna.world.direct.DirectMethods;
import org.bascule.windowsjna.world.direct.DirectSites;

/** Native methods of JNA's about direct mapping. */
public final class DirectNatives {
  private static final DirectMethods METHODS = World.OWN.methods;

  private DirectNatives() {}

  public static long registerMethod(
      Class<?> owner,
      String name,
      String signature,
      int[] conversions,
      long[] closureArgumentTypes,
      long[] argumentTypes,
      int resultConversion,
      long closureResultType,
      long resultType,
      Method method,
      long function,
      int convention,
      boolean throwLastError,
      ToNativeConverter[] toNative,
      FromNativeConverter fromNative,
      String encoding) {
    int flags = convention | (throwLastError ? Function.THROW_LAST_ERROR : 0);
    boolean mapped = fromNative != null || Arrays.stream(toNative).anyMatch(Objects::nonNull);
    METHODS.bind(method, function, flags, mapped, encoding);
    return 0;
  }

  public static void unregister(Class<?> owner, long[] handles) {
    DirectSites.of(owner).unbind();
  }
}

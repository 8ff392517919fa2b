package org.bascule.lifetime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Whether a thread is virtual. JVMs from 21 on have such threads; on others nothing here costs
 * anything.
 */
public final class VirtualThreads {
  /** {@code ()boolean}; null where there are no virtual threads. */
  private static final MethodHandle IS_CURRENT = find();

  private VirtualThreads() {}

  private static MethodHandle find() {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    try {
      MethodHandle isVirtual =
          lookup.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
      MethodHandle current =
          lookup.findStatic(Thread.class, "currentThread", MethodType.methodType(Thread.class));
      return MethodHandles.collectArguments(isVirtual, 0, current);
    } catch (NoSuchMethodException e) {
      return null;
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whether this JVM has them. */
  public static boolean exist() {
    return IS_CURRENT != null;
  }

  /** Whether the calling thread is one. */
  public static boolean isCurrent() {
    if (IS_CURRENT == null) {
      return false;
    }
    try {
      return (boolean) IS_CURRENT.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A handle that is one on virtual threads and the other on all others; just the other where there
   * are no virtual threads.
   *
   * @param virtual of the same type as {@code other}
   */
  public static MethodHandle choose(MethodHandle virtual, MethodHandle other) {
    return IS_CURRENT == null ? other : MethodHandles.guardWithTest(IS_CURRENT, virtual, other);
  }
}

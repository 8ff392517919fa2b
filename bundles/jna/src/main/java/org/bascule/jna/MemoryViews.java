package org.bascule.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Which memory of this JVM is a part of which: what {@code Memory.share} gives knows it, and keeps
 * it to itself. The names are those of JNA 5.
 */
public final class MemoryViews {
  private static final Class<?> VIEW = view();
  private static final MethodHandle VIEWED = viewed();

  private MemoryViews() {}

  /** The memory that this is a view into; itself if it is none. */
  public static Memory whole(Memory memory) {
    Memory whole = memory;
    try {
      while (VIEW.isInstance(whole)) {
        whole = (Memory) VIEWED.invokeExact(whole);
      }
      return whole;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where in that memory it begins. */
  public static long offset(Memory view, Memory whole) {
    return Pointer.nativeValue(view) - Pointer.nativeValue(whole);
  }

  private static MethodHandle viewed() {
    try {
      Field viewed = VIEW.getDeclaredField("this$0");
      viewed.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectGetter(viewed)
          .asType(MethodType.methodType(Memory.class, Memory.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Class<?> view() {
    try {
      return Class.forName(Memory.class.getName() + "$SharedMemory");
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

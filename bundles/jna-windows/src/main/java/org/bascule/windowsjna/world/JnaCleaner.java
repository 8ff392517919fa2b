package org.bascule.windowsjna.world;

import com.sun.jna.internal.Cleaner;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.bascule.lifetime.Daemons;

/**
 * JNA's thread that frees what nobody refers to. It runs for as long as there is something, and
 * what is static in a world is there for ever: the thread would keep the world. Nor does it keep
 * the program that happens to cause it.
 */
public final class JnaCleaner {
  private static final System.Logger LOG = System.getLogger("org.bascule.windowsjna");
  private static final VarHandle THREAD;
  private static final VarHandle FIRST;
  private static final MethodHandle CLEAN;
  private static final MethodHandle NEW_THREAD;

  static {
    try {
      Lookup lookup = MethodHandles.privateLookupIn(Cleaner.class, MethodHandles.lookup());
      Class<?> reference = lookup.findClass("com.sun.jna.internal.Cleaner$CleanerRef");
      THREAD = lookup.findVarHandle(Cleaner.class, "cleanerThread", Thread.class);
      FIRST = lookup.findVarHandle(Cleaner.class, "firstCleanable", reference);
      CLEAN =
          lookup
              .findVirtual(reference, "clean", MethodType.methodType(void.class))
              .asType(MethodType.methodType(void.class, Object.class));
      NEW_THREAD =
          lookup
              .findConstructor(
                  lookup.findClass("com.sun.jna.internal.Cleaner$CleanerThread"),
                  MethodType.methodType(void.class, Cleaner.class))
              .asType(MethodType.methodType(Runnable.class, Cleaner.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private JnaCleaner() {}

  /** The thread as JNA starts it; what it does is JNA's, what it inherits is nobody's. */
  public static Thread thread(Cleaner cleaner) {
    return Daemons.create("JNA Cleaner", () -> work(cleaner).run());
  }

  private static Runnable work(Cleaner cleaner) {
    try {
      return (Runnable) NEW_THREAD.invokeExact(cleaner);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The host has ended, so that freeing is nothing: all is freed, and the thread ends. */
  static void end() {
    Cleaner cleaner = Cleaner.getCleaner();
    Object first = FIRST.getVolatile(cleaner);
    while (first != null) {
      clean(first);
      first = FIRST.getVolatile(cleaner);
    }
    Thread thread = (Thread) THREAD.getVolatile(cleaner);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** It leaves the list before it does anything. */
  private static void clean(Object reference) {
    try {
      CLEAN.invokeExact(reference);
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.WARNING, "memory could not be freed after the host's end", e);
    }
  }
}

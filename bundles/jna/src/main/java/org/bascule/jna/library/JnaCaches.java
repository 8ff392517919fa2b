package org.bascule.jna.library;

import com.sun.jna.Native;
import com.sun.jna.NativeMappedConverter;
import com.sun.jna.Structure;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import org.bascule.lifetime.Chore;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.WeakTable;

/**
 * JNA remembers each {@link Structure} class that was ever used in static maps whose values lead
 * back to the class, so that it is kept for ever. This forgets those of other class loaders than
 * JNA's after collections, at most once a second: JNA works them out again where they are needed.
 * Thread-safe.
 */
public final class JnaCaches implements AutoCloseable {
  private static final String ENCLOSING_LIBRARY = "enclosing-library";
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final WeakTable<Object, Boolean> collections;
  private final Housekeeper.Round round;
  private long lastTime = System.nanoTime() - PAUSE_NANOS;
  private boolean watching;

  /** Nothing is watched yet. */
  public JnaCaches(Housekeeper housekeeper) {
    this.round = housekeeper.round(this::tidy);
    Housekeeper.Round whenCollected = round;
    this.collections = new WeakTable<>(housekeeper, gone -> whenCollected.stir());
  }

  /** There may be classes in JNA's maps from now on. */
  public synchronized void watch() {
    if (!watching) {
      watching = true;
      waitForCollection();
    }
  }

  /** Watches no more. Idempotent. */
  @Override
  public void close() {
    round.close();
    collections.close();
  }

  private void waitForCollection() {
    // It will be gone after the next collection.
    collections.computeIfAbsent(new Object(), object -> true);
  }

  private synchronized Chore.Outcome tidy() {
    if (System.nanoTime() - lastTime < PAUSE_NANOS) {
      return Chore.Outcome.NOTHING;
    }
    lastTime = System.nanoTime();
    forgetForeign();
    waitForCollection();
    return Chore.Outcome.IDLE;
  }

  private static void forgetForeign() {
    Lock lock = structureLock();
    lock.lock();
    try {
      for (String name : new String[] {"layoutInfo", "fieldList"}) {
        map(Structure.class, name).keySet().removeIf(JnaCaches::isForeign);
      }
    } finally {
      lock.unlock();
    }
    Map<Class<?>, ?> converters = map(NativeMappedConverter.class, "converters");
    synchronized (converters) {
      converters.keySet().removeIf(JnaCaches::isForeign);
    }
    Map<Class<?>, Map<String, Object>> options = KnownLibraries.options();
    synchronized (options) {
      options.entrySet().removeIf(e -> isForeign(e.getKey()) && isOwn(e.getKey(), e.getValue()));
    }
  }

  /** Whether these are the options of a Structure that JNA has found at the class itself. */
  private static boolean isOwn(Class<?> type, Map<String, Object> options) {
    return Structure.class.isAssignableFrom(type) && options.get(ENCLOSING_LIBRARY) == type;
  }

  /** JNA keeps its own loader, and that one its parents. */
  private static boolean isForeign(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    for (ClassLoader kept = Native.class.getClassLoader(); kept != null; kept = kept.getParent()) {
      if (kept == loader) {
        return false;
      }
    }
    return loader != null;
  }

  private static Lock structureLock() {
    Object lock = field(Structure.class, "cacheStructureLock", ReadWriteLock.class);
    return lock == null ? new ReentrantLock() : ((ReadWriteLock) lock).writeLock();
  }

  @SuppressWarnings("unchecked")
  private static Map<Class<?>, Object> map(Class<?> holder, String name) {
    Object map = field(holder, name, Map.class);
    return map == null ? new HashMap<>() : (Map<Class<?>, Object>) map;
  }

  /** A static field of JNA's; null in versions that have none of that name. */
  private static Object field(Class<?> holder, String name, Class<?> type) {
    try {
      Field field = holder.getDeclaredField(name);
      field.setAccessible(true);
      Object value = field.get(null);
      return type.isInstance(value) ? value : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}

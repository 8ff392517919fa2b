package org.bascule.windowsjna.world.guests;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * A thread-local of JNA's. A thread that lives longer than the world would keep the value, and by
 * its class the world: here the world keeps it.
 *
 * @param <T> must not lead to the thread
 */
public abstract class WorldLocal<T> extends ThreadLocal<T> {
  private final ThreadLocal<WeakReference<T>> found = new ThreadLocal<>();
  private final Map<Thread, T> kept = Collections.synchronizedMap(new WeakHashMap<>());

  /** Without values. */
  protected WorldLocal() {}

  @Override
  public T get() {
    WeakReference<T> known = found.get();
    T value = known == null ? null : known.get();
    if (value == null) {
      value = initialValue();
      set(value);
    }
    return value;
  }

  @Override
  public void set(T value) {
    kept.put(Thread.currentThread(), value);
    found.set(new WeakReference<>(value));
  }

  @Override
  public void remove() {
    kept.remove(Thread.currentThread());
    found.remove();
  }
}

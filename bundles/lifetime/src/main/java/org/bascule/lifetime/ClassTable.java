package org.bascule.lifetime;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * What was worked out for classes that are first met at a call. What belongs to a class that lives
 * as long as the table's owner is kept; what belongs to any other class is kept only while somebody
 * else uses it, so that no class of a stopped bundle stays for the sake of a cache. It costs
 * working it out again after a collection. Thread-safe.
 *
 * @param <V> may lead back to the class
 */
public final class ClassTable<V> {
  private final ClassLoader home;
  // Of class, or of a weak reference to what belongs to it.
  private final Map<Class<?>, Object> all = new WeakHashMap<>();

  /**
   * An empty table.
   *
   * @param owner the class whose loader the owner of this table keeps anyway
   */
  public ClassTable(Class<?> owner) {
    this.home = owner.getClassLoader();
  }

  /** What belongs to a class, or null. */
  public synchronized V get(Class<?> type) {
    return value(all.get(type));
  }

  /** What belongs to a class; worked out if it is not there, under the table's lock. */
  public synchronized V computeIfAbsent(Class<?> type, Supplier<? extends V> make) {
    V known = get(type);
    if (known == null) {
      known = make.get();
      all.put(type, livesAsLong(type) ? known : new WeakReference<>(known));
    }
    return known;
  }

  /** How many classes something is known of. */
  public synchronized int size() {
    return all.size();
  }

  /** A loader keeps its parents. */
  private boolean livesAsLong(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return true;
    }
    for (ClassLoader kept = home; kept != null; kept = kept.getParent()) {
      if (kept == loader) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("unchecked")
  private V value(Object held) {
    return held instanceof WeakReference<?> weak ? (V) weak.get() : (V) held;
  }
}

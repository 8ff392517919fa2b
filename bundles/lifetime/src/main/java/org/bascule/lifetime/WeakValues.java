package org.bascule.lifetime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Objects that are found again by a key for as long as somebody else refers to them. When one has
 * been collected, its key goes too. Thread-safe; finding takes no lock.
 *
 * @param <K> compared by {@code equals}; must not lead to its value
 * @param <V> the objects, which are kept by nobody here
 */
public final class WeakValues<K, V> {
  private final Map<K, Entry> entries = new ConcurrentHashMap<>();
  private final Housekeeper housekeeper;

  /** An empty table. */
  public WeakValues(Housekeeper housekeeper) {
    this.housekeeper = housekeeper;
  }

  private final class Entry extends Tracked<V> {
    private final K key;

    Entry(K key, V value) {
      super(value, housekeeper.queue());
      this.key = key;
    }

    @Override
    void gone() {
      entries.remove(key, this);
    }
  }

  /** The object, or null. */
  public V get(K key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.get();
  }

  /**
   * The object; made if there is none.
   *
   * @param make runs without a lock: of two threads that make one at once, both get the first's
   */
  public V computeIfAbsent(K key, Supplier<? extends V> make) {
    V known = get(key);
    if (known != null) {
      return known;
    }
    V made = make.get();
    synchronized (entries) {
      known = get(key);
      if (known != null) {
        return known;
      }
      entries.put(key, new Entry(key, made));
      return made;
    }
  }

  /** Puts this object in the place of whatever was there. */
  public void put(K key, V value) {
    synchronized (entries) {
      entries.put(key, new Entry(key, value));
    }
  }

  /** How many there are, those included whose end has not been noticed yet. */
  public int size() {
    return entries.size();
  }
}

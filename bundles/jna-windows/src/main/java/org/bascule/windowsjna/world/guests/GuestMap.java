package org.bascule.windowsjna.world.guests;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * A map that JNA has in a static field, from classes of programs or their objects to what leads
 * back to them. Where JNA's own would keep a program for ever, here what belongs to a class lies
 * with that class, and goes when its class loader goes. Thread-safe.
 *
 * @param <K> classes, or objects, which are kept by nobody here
 * @param <V> may lead back to the key
 */
public final class GuestMap<K, V> extends AbstractMap<K, V> {
  /** Of classes that live as long as the world anyway. They must not keep anything of it. */
  private final Map<K, V> residents = new WeakHashMap<>();

  private final ClassValue<Map<K, V>> guests =
      new ClassValue<>() {
        @Override
        protected Map<K, V> computeValue(Class<?> type) {
          return new WeakHashMap<>();
        }
      };

  /** An empty map. */
  public GuestMap() {}

  private Map<K, V> room(Object key) {
    Class<?> type = key instanceof Class<?> named ? named : key.getClass();
    return livesAsLong(type.getClassLoader()) ? residents : guests.get(type);
  }

  /** A loader keeps its parents. */
  private static boolean livesAsLong(ClassLoader loader) {
    if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
      return true;
    }
    ClassLoader kept = GuestMap.class.getClassLoader();
    while (kept != null && kept != loader) {
      kept = kept.getParent();
    }
    return kept != null;
  }

  @Override
  public V get(Object key) {
    Map<K, V> room = room(key);
    synchronized (room) {
      return room.get(key);
    }
  }

  @Override
  public boolean containsKey(Object key) {
    Map<K, V> room = room(key);
    synchronized (room) {
      return room.containsKey(key);
    }
  }

  @Override
  public V put(K key, V value) {
    Map<K, V> room = room(key);
    synchronized (room) {
      return room.put(key, value);
    }
  }

  @Override
  public V remove(Object key) {
    Map<K, V> room = room(key);
    synchronized (room) {
      return room.remove(key);
    }
  }

  @Override
  public V computeIfAbsent(K key, Function<? super K, ? extends V> make) {
    Map<K, V> room = room(key);
    synchronized (room) {
      V known = room.get(key);
      if (known == null) {
        known = make.apply(key);
        room.put(key, known);
      }
      return known;
    }
  }

  /** Nobody knows all keys. */
  @Override
  public Set<Entry<K, V>> entrySet() {
    throw new UnsupportedOperationException("what belongs to a class lies with that class");
  }

  @Override
  public String toString() {
    return "what belongs to classes of programs";
  }
}

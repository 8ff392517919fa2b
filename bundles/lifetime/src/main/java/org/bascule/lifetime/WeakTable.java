package org.bascule.lifetime;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is known of objects that others own: by identity, with one key for each object however often
 * it is asked about, and a word when it has been collected. Thread-safe; finding takes no lock.
 *
 * <p>The table keeps its values, so that a value must not lead back to the object, or neither is
 * ever collected.
 *
 * @param <K> the objects, which are kept by nobody here
 * @param <V> what is known of each
 */
public final class WeakTable<K, V> implements AutoCloseable {
  private final Map<Object, Entry> entries = new ConcurrentHashMap<>();
  private final Housekeeper housekeeper;
  private final Consumer<? super V> collected;

  /**
   * An empty table.
   *
   * @param collected gets what was known of an object that has been collected, once, on the
   *     housekeeper's thread; never for what was removed
   */
  public WeakTable(Housekeeper housekeeper, Consumer<? super V> collected) {
    this.housekeeper = housekeeper;
    this.collected = collected;
  }

  /**
   * A key that is equal to every key of the same object while that lives, and to itself for ever.
   */
  private final class Entry extends Tracked<K> {
    private final int hash;
    private V value;

    Entry(K object) {
      super(object, housekeeper.queue());
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Probe probe && refersTo(cast(probe.object));
    }

    @Override
    void gone() {
      if (entries.remove(this, this)) {
        collected.accept(value);
      }
    }
  }

  /** For looking up; no reference object is made for that. */
  private static final class Probe {
    private final Object object;

    Probe(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WeakTable<?, ?>.Entry entry && entry.equals(this);
    }
  }

  /** What is known of an object, or null. */
  public V get(Object object) {
    Entry entry = entries.get(new Probe(object));
    return entry == null ? null : entry.value;
  }

  /**
   * What is known of an object; made if nothing is.
   *
   * @param make gets the table's own reference to the object, which the value may keep; runs at
   *     most once for an object at a time, under a lock of the table's
   */
  public V computeIfAbsent(K object, Function<? super Reference<K>, ? extends V> make) {
    V known = get(object);
    if (known != null) {
      return known;
    }
    synchronized (entries) {
      known = get(object);
      if (known == null) {
        Entry entry = new Entry(object);
        known = make.apply(entry);
        entry.value = known;
        entries.put(entry, entry);
      }
      return known;
    }
  }

  /** Forgets an object, and gives what was known of it, or null. */
  public V remove(Object object) {
    Entry entry = entries.remove(new Probe(object));
    if (entry == null) {
      return null;
    }
    entry.clear();
    return entry.value;
  }

  /** What is known of all objects that have not been noticed to be gone. */
  public List<V> values() {
    List<V> values = new ArrayList<>();
    entries.values().forEach(entry -> values.add(entry.value));
    return values;
  }

  /** The objects that live. */
  public List<K> objects() {
    List<K> objects = new ArrayList<>();
    for (Entry entry : entries.values()) {
      K object = entry.get();
      if (object != null) {
        objects.add(object);
      }
    }
    return objects;
  }

  /** How many there are. */
  public int size() {
    return entries.size();
  }

  /** Forgets all objects, without a word about any. May be used again; idempotent. */
  @Override
  public void close() {
    entries.values().forEach(Reference::clear);
    entries.clear();
  }

  @SuppressWarnings("unchecked")
  private K cast(Object object) {
    // Only its identity matters.
    return (K) object;
  }
}

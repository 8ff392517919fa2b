package org.bascule.jna.callback;

import java.util.List;
import java.util.function.Supplier;
import org.bascule.lifetime.ClassTable;

/**
 * What was worked out for several classes together: kept as long as all of them live as long as the
 * table's owner, else only while somebody else uses it. Thread-safe.
 */
final class ClassesTable<V> {
  private final Node<V> root;

  /** An empty table; {@code owner} as for {@link ClassTable}. */
  ClassesTable(Class<?> owner) {
    this.root = new Node<>(owner);
  }

  private static final class Node<V> {
    private final Class<?> owner;
    private final ClassTable<Node<V>> further;
    private V value;

    Node(Class<?> owner) {
      this.owner = owner;
      this.further = new ClassTable<>(owner);
    }

    Node<V> next(Class<?> type) {
      return further.computeIfAbsent(type, () -> new Node<>(owner));
    }

    synchronized V computeIfAbsent(Supplier<? extends V> make) {
      if (value == null) {
        value = make.get();
      }
      return value;
    }
  }

  /** What belongs to these classes in this order; worked out if it is not there. */
  V computeIfAbsent(List<Class<?>> classes, Supplier<? extends V> make) {
    Node<V> node = root;
    for (Class<?> type : classes) {
      node = node.next(type);
    }
    return node.computeIfAbsent(make);
  }
}

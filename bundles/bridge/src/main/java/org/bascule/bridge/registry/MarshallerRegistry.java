package org.bascule.bridge.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bascule.spi.MarshallerFactory;

/**
 * The factories that are there at the moment. Each change makes a new generation and is told to the
 * listeners.
 */
public final class MarshallerRegistry {
  private static final Comparator<RegisteredFactory> ORDER =
      Comparator.comparingInt((RegisteredFactory f) -> -f.info().ranking())
          .thenComparingLong(f -> f.info().serviceId());

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile RegistrySnapshot snapshot = new RegistrySnapshot(0, List.of());

  /** The present generation. */
  public RegistrySnapshot snapshot() {
    return snapshot;
  }

  /** Adds a factory, or replaces what was known of it. */
  public void add(RegisteredFactory factory) {
    change(
        factories -> {
          factories.removeIf(f -> f.factory() == factory.factory());
          factories.add(factory);
          factories.sort(ORDER);
        });
  }

  /** Takes a factory away. */
  public void remove(MarshallerFactory factory) {
    change(factories -> factories.removeIf(f -> f.factory() == factory));
  }

  /** Calls the listener after each change, on the thread that made it. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Calls the listener no more. */
  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  private void change(java.util.function.Consumer<List<RegisteredFactory>> edit) {
    synchronized (this) {
      List<RegisteredFactory> factories = new ArrayList<>(snapshot.factories());
      edit.accept(factories);
      snapshot = new RegistrySnapshot(snapshot.generation() + 1, factories);
    }
    listeners.forEach(Runnable::run);
  }
}

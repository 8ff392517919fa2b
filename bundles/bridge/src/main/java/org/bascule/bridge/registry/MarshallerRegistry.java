package org.bascule.bridge.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.MarshallerFactory;

/**
 * The factories and readings that are there at the moment. Each change makes a new generation and
 * is told to the listeners.
 */
public final class MarshallerRegistry {
  private static final Comparator<RegisteredFactory> ORDER =
      Comparator.comparingInt((RegisteredFactory f) -> -f.info().ranking())
          .thenComparingLong(f -> f.info().serviceId());

  private static final Comparator<RegisteredReading> READINGS =
      Comparator.comparingInt((RegisteredReading r) -> -r.ranking())
          .thenComparingLong(RegisteredReading::serviceId);

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

  /** Adds a reading of interfaces, or replaces what was known of it. */
  public void addReading(RegisteredReading reading) {
    changeReadings(
        readings -> {
          readings.removeIf(r -> r.reading() == reading.reading());
          readings.add(reading);
          readings.sort(READINGS);
        });
  }

  /** Takes a reading away. */
  public void removeReading(InterfaceReading reading) {
    changeReadings(readings -> readings.removeIf(r -> r.reading() == reading));
  }

  /** What is told of changes, until it is closed. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /** Calls the listener after each change, on the thread that made it, until this is closed. */
  public Listening onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** How many listen. */
  public int listeners() {
    return listeners.size();
  }

  private void change(Consumer<List<RegisteredFactory>> edit) {
    synchronized (this) {
      List<RegisteredFactory> factories = new ArrayList<>(snapshot.factories());
      edit.accept(factories);
      snapshot = new RegistrySnapshot(snapshot.generation() + 1, factories, snapshot.readings());
    }
    listeners.forEach(Runnable::run);
  }

  private void changeReadings(Consumer<List<RegisteredReading>> edit) {
    synchronized (this) {
      List<RegisteredReading> readings = new ArrayList<>(snapshot.readings());
      edit.accept(readings);
      snapshot = new RegistrySnapshot(snapshot.generation() + 1, snapshot.factories(), readings);
    }
    listeners.forEach(Runnable::run);
  }
}

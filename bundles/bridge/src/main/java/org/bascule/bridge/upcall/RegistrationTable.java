package org.bascule.bridge.upcall;

import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.WeakTable;

/**
 * All Java functions that have an address: by the number that upcalls carry, by object, and by
 * address. Thread-safe; finding takes no lock.
 */
final class RegistrationTable implements AutoCloseable {
  /** The low bits of a number are an index, the others tell who has it now from who had it. */
  private static final int INDEX_BITS = 24;

  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;

  /** As many as the host remembers. */
  private static final int REMEMBERED = 4096;

  private final WeakTable<Object, OfObject> byObject;
  private final Map<Long, Registration> byAddress = new ConcurrentHashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Map<Long, String> released =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > REMEMBERED;
        }
      };
  private volatile Registration[] byIndex = new Registration[16];
  private int highest;
  private long generation;

  /** The registrations of one object, of which it has one for each type that it is passed as. */
  private record OfObject(Reference<Object> function, List<Registration> all) {}

  /**
   * Nobody has an address yet.
   *
   * @param collected gets each registration whose object has been collected; it is forgotten here
   */
  RegistrationTable(Housekeeper housekeeper, Consumer<Registration> collected) {
    byObject =
        new WeakTable<>(
            housekeeper,
            gone -> {
              for (Registration registration : gone.all()) {
                if (forget(registration)) {
                  collected.accept(registration);
                }
              }
            });
  }

  /** Who has this number; null if nobody has it any more. */
  Registration find(long number) {
    int index = (int) number & INDEX_MASK;
    Registration[] all = byIndex;
    Registration found = index < all.length ? all[index] : null;
    return found != null && found.number() == number ? found : null;
  }

  /** Who lies at this address, or null. */
  Registration at(long address) {
    return byAddress.get(address);
  }

  /** The registrations of an object. */
  List<Registration> of(Object function) {
    OfObject known = byObject.get(function);
    return known == null ? List.of() : known.all();
  }

  /** A number that nobody else gets. */
  synchronized long newNumber() {
    Integer index = free.poll();
    if (index == null) {
      index = ++highest;
    }
    return ++generation << INDEX_BITS | index;
  }

  /** Gives a number back that was not used in the end. */
  synchronized void returnNumber(long number) {
    free.add((int) number & INDEX_MASK);
  }

  /**
   * Adds one for an object.
   *
   * @param make gets the reference by which the registration knows its object
   */
  synchronized Registration add(
      Object function, Function<? super Reference<Object>, Registration> make) {
    OfObject same =
        byObject.computeIfAbsent(
            function, reference -> new OfObject(reference, new CopyOnWriteArrayList<>()));
    Registration registration = make.apply(same.function());
    int index = (int) registration.number() & INDEX_MASK;
    Registration[] all = byIndex;
    if (index >= all.length) {
      all = Arrays.copyOf(all, 2 * index);
    }
    all[index] = registration;
    byIndex = all;
    byAddress.put(registration.address(), registration);
    same.all().add(registration);
    return registration;
  }

  /** Forgets it; false if that has been done already. */
  synchronized boolean remove(Registration registration) {
    Object function = registration.function();
    OfObject same = function == null ? null : byObject.get(function);
    if (same != null && same.all().remove(registration) && same.all().isEmpty()) {
      byObject.remove(function);
    }
    return forget(registration);
  }

  private synchronized boolean forget(Registration registration) {
    if (!byAddress.remove(registration.address(), registration)) {
      return false;
    }
    int index = (int) registration.number() & INDEX_MASK;
    byIndex[index] = null;
    free.add(index);
    released.put(registration.number(), registration.name());
    return true;
  }

  /** What had this number, for messages. */
  synchronized String formerName(long number) {
    return released.getOrDefault(number, "a callback that was never registered");
  }

  int size() {
    return byAddress.size();
  }

  /** Forgets everything. */
  @Override
  public synchronized void close() {
    byObject.close();
    byAddress.clear();
    byIndex = new Registration[0];
  }
}

package org.bascule.bridge.upcall;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bascule.bridge.call.Identity;

/**
 * All Java functions that have an address: by the number that upcalls carry, by object, and by
 * address. Thread-safe; finding takes no lock.
 */
final class RegistrationTable {
  /** The low bits of a number are an index, the others tell who has it now from who had it. */
  private static final int INDEX_BITS = 24;

  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;

  /** As many as the host remembers. */
  private static final int REMEMBERED = 4096;

  private final Map<Identity<Object>, List<Registration>> byObject = new ConcurrentHashMap<>();
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
    return byObject.getOrDefault(new Identity<>(function, null), List.of());
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

  synchronized void add(Registration registration) {
    int index = (int) registration.number() & INDEX_MASK;
    Registration[] all = byIndex;
    if (index >= all.length) {
      all = Arrays.copyOf(all, 2 * index);
    }
    all[index] = registration;
    byIndex = all;
    byAddress.put(registration.address(), registration);
    byObject
        .computeIfAbsent(registration.function(), key -> new CopyOnWriteArrayList<>())
        .add(registration);
  }

  /** Forgets it; false if that has been done already. */
  synchronized boolean remove(Registration registration) {
    if (!byAddress.remove(registration.address(), registration)) {
      return false;
    }
    int index = (int) registration.number() & INDEX_MASK;
    byIndex[index] = null;
    free.add(index);
    released.put(registration.number(), registration.type().name());
    List<Registration> same = byObject.get(registration.function());
    if (same != null) {
      same.remove(registration);
      if (same.isEmpty()) {
        byObject.remove(registration.function(), same);
      }
    }
    return true;
  }

  /** All registrations of an object that has been collected. */
  List<Registration> of(Identity<?> collected) {
    List<Registration> same = byObject.get(collected);
    return same == null ? List.of() : same;
  }

  /** What had this number, for messages. */
  synchronized String formerName(long number) {
    return released.getOrDefault(number, "a callback that was never registered");
  }

  int size() {
    return byAddress.size();
  }
}

package org.bascule.bridge.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bascule.bridge.raw.RawSession;
import org.bascule.spi.Abi;

/** The sessions that everybody shares, one of each width. Thread-safe. */
final class SharedSessions {
  private final Map<Abi, Slot> byWidth = new EnumMap<>(Abi.class);
  private final Function<Abi, RawSession> opener;

  SharedSessions(Function<Abi, RawSession> opener) {
    this.opener = opener;
    for (Abi abi : Abi.values()) {
      byWidth.put(abi, new Slot());
    }
  }

  /** The running one; opened if there is none. */
  RawSession get(Abi abi) {
    return byWidth.get(abi).get(() -> opener.apply(abi));
  }

  void forget(RawSession session) {
    byWidth.values().forEach(slot -> slot.session.compareAndSet(session, null));
  }

  /** The one of a width. */
  private static final class Slot {
    private final AtomicReference<RawSession> session = new AtomicReference<>();

    RawSession get(Supplier<RawSession> open) {
      RawSession known = running();
      if (known != null) {
        return known;
      }
      // Held while a host starts: nobody who ends a session may ask for it.
      synchronized (this) {
        RawSession first = running();
        if (first != null) {
          return first;
        }
        RawSession opened = open.get();
        session.set(opened);
        if (opened.end().isPresent()) {
          session.compareAndSet(opened, null);
        }
        return opened;
      }
    }

    private RawSession running() {
      RawSession present = session.get();
      return present == null || present.end().isPresent() ? null : present;
    }
  }
}

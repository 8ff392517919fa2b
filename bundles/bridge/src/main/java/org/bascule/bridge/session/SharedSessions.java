package org.bascule.bridge.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bascule.spi.Abi;

/** The sessions that everybody shares, one of each width. Thread-safe. */
final class SharedSessions {
  private final Map<Abi, Slot> byWidth = new EnumMap<>(Abi.class);
  private final Function<Abi, WineSession> opener;

  SharedSessions(Function<Abi, WineSession> opener) {
    this.opener = opener;
    for (Abi abi : Abi.values()) {
      byWidth.put(abi, new Slot());
    }
  }

  /** The running one; opened if there is none. */
  WineSession get(Abi abi) {
    return byWidth.get(abi).get(() -> opener.apply(abi));
  }

  void forget(WineSession session) {
    byWidth.values().forEach(slot -> slot.session.compareAndSet(session, null));
  }

  /** The one of a width. */
  private static final class Slot {
    private final AtomicReference<WineSession> session = new AtomicReference<>();

    WineSession get(Supplier<WineSession> open) {
      WineSession known = running();
      if (known != null) {
        return known;
      }
      // Held while a host starts: nobody who ends a session may ask for it.
      synchronized (this) {
        WineSession first = running();
        if (first != null) {
          return first;
        }
        WineSession opened = open.get();
        session.set(opened);
        if (opened.end().isPresent()) {
          session.compareAndSet(opened, null);
        }
        return opened;
      }
    }

    private WineSession running() {
      WineSession present = session.get();
      return present == null || present.end().isPresent() ? null : present;
    }
  }
}

package org.bascule.bridge.call;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bascule.error.BasculeException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.WeakTable;
import org.bascule.spi.Home;
import org.bascule.transport.Block;

/**
 * Where objects of this JVM have their memory in the host: at the same address in every call, as
 * long as anybody refers to the object. Thread-safe; finding takes no lock.
 *
 * <pre>
 *   guard │ home of one object │ guard
 * </pre>
 */
final class Homes implements AutoCloseable {
  /** Who asks for a little more than before need not move. */
  private static final int UNIT = 16;

  private static final long SHORTEST_PAUSE = 1_000_000;

  /** What was just being used at the first collection may be gone now. */
  private static final long SECOND_TRY = 64 * SHORTEST_PAUSE;

  private static final long LONGEST_PAUSE = 512 * SHORTEST_PAUSE;

  private final HomePieces pieces;
  private final WeakTable<Object, Owned> all;

  /** By the address where they begin. */
  private final ConcurrentSkipListMap<Long, Place> places = new ConcurrentSkipListMap<>();

  Homes(SessionMemory memory, Housekeeper housekeeper) {
    this.pieces = new HomePieces(memory);
    this.all = new WeakTable<>(housekeeper, Owned::close);
  }

  /** The memory of an object, of so many bytes at least. */
  Place of(Object owner, long size, int alignment) {
    Owned owned = all.get(owner);
    if (owned == null) {
      owned = all.computeIfAbsent(owner, Owned::new);
    }
    return owned.place(size, alignment);
  }

  /** The home that this address lies in, while its owner lives. */
  Optional<Home> at(long address) {
    Map.Entry<Long, Place> below = places.floorEntry(address);
    if (below == null || address - below.getKey() >= below.getValue().size()) {
      return Optional.empty();
    }
    return below.getValue().home();
  }

  /**
   * As the JDK does for direct buffers: where memory is short, objects that nobody refers to any
   * more are collected first.
   */
  private HomePieces.Piece allocate(int size, int before) {
    for (long pause = SHORTEST_PAUSE; ; pause *= 2) {
      try {
        return pieces.take(size, before);
      } catch (BasculeException e) {
        if (pause > LONGEST_PAUSE || places.isEmpty()) {
          throw e;
        }
        if (pause == SHORTEST_PAUSE || pause == SECOND_TRY) {
          System.gc();
        }
        LockSupport.parkNanos(pause);
      }
    }
  }

  /** How many objects have one, those included whose end has not been noticed yet. */
  int size() {
    return all.size();
  }

  /** The host has ended: its memory goes with it. */
  @Override
  public void close() {
    List<Owned> present = all.values();
    all.close();
    present.forEach(Owned::close);
    pieces.close();
  }

  /** What one object has. Leads back to it by the table's own weak reference alone. */
  private final class Owned {
    private final Reference<Object> owner;

    /** The last one is in use; the DLL may still know the others. */
    private final List<Place> taken = new ArrayList<>();

    private volatile Place present;

    Owned(Reference<Object> owner) {
      this.owner = owner;
    }

    Place place(long size, int alignment) {
      Place known = present;
      return known != null && known.suits(size, alignment) ? known : move(size, alignment);
    }

    private synchronized Place move(long size, int alignment) {
      Place known = present;
      if (known == null || !known.suits(size, alignment)) {
        known = new Place(owner, size, alignment);
        taken.add(known);
        places.put(known.address(), known);
        present = known;
      }
      return known;
    }

    private synchronized void close() {
      taken.forEach(place -> places.remove(place.address(), place));
      pieces.give(taken.stream().map(place -> place.piece).toList());
      taken.clear();
    }
  }

  /** One piece of memory, with what guards it. */
  final class Place {
    private final Reference<Object> owner;
    private final HomePieces.Piece piece;

    /** How many calls in progress have it. */
    private final AtomicInteger lent = new AtomicInteger();

    private Place(Reference<Object> owner, long size, int alignment) {
      this.owner = owner;
      int start = Math.max(Guard.SIZE, alignment);
      this.piece = allocate((int) Math.min(size + UNIT - 1 & -UNIT, Integer.MAX_VALUE), start);
    }

    Block block() {
      return piece.block();
    }

    /** Where it begins in its block. */
    int start() {
      return piece.start();
    }

    long address() {
      return piece.block().address() + piece.start();
    }

    int size() {
      return piece.size();
    }

    /** The first bytes. */
    LocalMemory first(int bytes) {
      return piece.views().local(piece.start(), bytes);
    }

    /** A call has it. */
    void lend() {
      lent.incrementAndGet();
    }

    /** The call has ended. */
    void giveBack() {
      lent.decrementAndGet();
    }

    private Optional<Home> home() {
      Object object = owner.get();
      return object == null
          ? Optional.empty()
          : Optional.of(new Home(object, first(size()), lent.get() > 0));
    }

    /** Where the guard behind it begins: straight behind what is used, or behind all of it. */
    int guarded(int bytes) {
      return size() - bytes < UNIT ? bytes : size();
    }

    private boolean suits(long wanted, int alignment) {
      return wanted <= size() && address() % alignment == 0;
    }
  }
}

package org.bascule.marshallers.struct;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;

/**
 * What is remembered of one call while structs point to structs: which values lie where, so that
 * circles end and long chains do not need a deep stack.
 */
final class Notes {
  /** Chains longer than this go on from a queue. */
  private static final int DEEPEST = 100;

  private final Map<Object, Map<String, Long>> written = new IdentityHashMap<>();
  private final Map<Place, Object> read = new HashMap<>();
  private final Map<Object, Boolean> updated = new IdentityHashMap<>();
  private final Map<Cell, Long> pointers = new HashMap<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int depth;

  /** A struct of that name at that address. */
  private record Place(long address, String struct) {}

  /** A pointer in a struct, as it was written. */
  private record Cell(long address, String member) {}

  static Notes of(Sections sections) {
    return sections.notes(Notes.class, Notes::new);
  }

  /** Where this value lies as a struct of that layout; null if it does not yet. */
  Long written(Object value, Layout layout) {
    Map<String, Long> places = written.get(value);
    return places == null ? null : places.get(Shape.key(layout));
  }

  void written(Object value, Layout layout, long address) {
    written.computeIfAbsent(value, v -> new HashMap<>()).put(Shape.key(layout), address);
  }

  /** What is being made of the struct at that address; null if nothing. */
  Object reading(long address, Layout layout) {
    return read.get(new Place(address, Shape.key(layout)));
  }

  void reading(long address, Layout layout, Object value) {
    read.put(new Place(address, Shape.key(layout)), value);
  }

  void haveRead(long address, Layout layout) {
    read.remove(new Place(address, Shape.key(layout)));
  }

  /** Whether this is the first time that the value is brought up to date. */
  boolean updating(Object value) {
    return updated.put(value, true) == null;
  }

  /** Remembers what a pointer was before the call. */
  void pointer(long cell, String member, long target) {
    pointers.put(new Cell(cell, member), target);
  }

  /** Whether a pointer still is what it was. */
  boolean isUnchanged(long cell, String member, long target) {
    Long before = pointers.get(new Cell(cell, member));
    return before != null && before == target;
  }

  /** Steps below each other at this moment. */
  int depth() {
    return depth;
  }

  /** Runs a step now, or soon if too many are running. All is done when the outermost returns. */
  void run(Runnable step) {
    if (depth < DEEPEST) {
      now(step);
    } else {
      waiting.add(step);
    }
  }

  /** Runs a step now, however deep. */
  void now(Runnable step) {
    if (depth > 0) {
      nested(step);
      return;
    }
    try {
      nested(step);
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        nested(next);
      }
    } finally {
      waiting.clear();
      forget();
    }
  }

  private void nested(Runnable step) {
    depth++;
    try {
      step.run();
    } finally {
      depth--;
    }
  }

  /** Memory may change between one pass and the next; where values were written does not. */
  private void forget() {
    read.clear();
    updated.clear();
  }
}

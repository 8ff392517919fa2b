package org.bascule.marshallers.struct;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The taking of one loose argument: which of the caller's Maps became which values, so that Maps
 * that lead back to themselves do. Confined to its thread; ends with the outermost step.
 */
final class AcceptedMaps {
  private static final ThreadLocal<AcceptedMaps> CURRENT = new ThreadLocal<>();
  private static final int DEEPEST = 100;

  private final Map<Object, Map<String, Values>> taken = new IdentityHashMap<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int depth;

  private AcceptedMaps() {}

  /** The values that this Map becomes for that struct; {@code fill} is run for new ones. */
  static Values take(Map<String, Object> given, Shape shape, Consumer<Values> fill) {
    AcceptedMaps current = CURRENT.get();
    if (current != null) {
      return current.takeNow(given, shape, fill);
    }
    AcceptedMaps outermost = new AcceptedMaps();
    CURRENT.set(outermost);
    try {
      Values values = outermost.takeNow(given, shape, fill);
      for (Runnable r = outermost.waiting.poll(); r != null; r = outermost.waiting.poll()) {
        outermost.nested(r);
      }
      return values;
    } finally {
      CURRENT.remove();
    }
  }

  private Values takeNow(Map<String, Object> given, Shape shape, Consumer<Values> fill) {
    Map<String, Values> known = taken.computeIfAbsent(given, g -> new HashMap<>());
    Values seen = known.get(shape.key());
    if (seen != null) {
      return seen;
    }
    Values values = new Values(given);
    known.put(shape.key(), values);
    Runnable step = () -> fill.accept(values);
    if (depth >= DEEPEST) {
      waiting.add(step);
    } else {
      nested(step);
    }
    return values;
  }

  private void nested(Runnable step) {
    depth++;
    try {
      step.run();
    } finally {
      depth--;
    }
  }
}

package org.bascule.windowsjna.world.call;

import java.lang.reflect.Array;
import java.util.Map;
import org.bascule.windowsjna.world.memory.Bulk;

/** Arrays of primitive values, copied for the call and back after it. */
record ArrayArgument(int width, Move in, Move out) implements ArgumentKind {
  private static final Map<Class<?>, ArrayArgument> ALL =
      Map.of(
          byte[].class,
          new ArrayArgument(
              1,
              (bulk, at, a, n) -> bulk.write(at, (byte[]) a, 0, n),
              (bulk, at, a, n) -> bulk.read(at, (byte[]) a, 0, n)),
          boolean[].class,
          new ArrayArgument(
              1,
              (bulk, at, a, n) -> bulk.write(at, (boolean[]) a),
              (bulk, at, a, n) -> bulk.read(at, (boolean[]) a)),
          short[].class,
          new ArrayArgument(
              2,
              (bulk, at, a, n) -> bulk.write(at, (short[]) a, 0, n),
              (bulk, at, a, n) -> bulk.read(at, (short[]) a, 0, n)),
          char[].class,
          new ArrayArgument(
              2,
              (bulk, at, a, n) -> bulk.write(at, (char[]) a, 0, n),
              (bulk, at, a, n) -> bulk.read(at, (char[]) a, 0, n)),
          int[].class,
          new ArrayArgument(
              4,
              (bulk, at, a, n) -> bulk.write(at, (int[]) a, 0, n),
              (bulk, at, a, n) -> bulk.read(at, (int[]) a, 0, n)),
          float[].class,
          new ArrayArgument(
              4,
              (bulk, at, a, n) -> bulk.write(at, (float[]) a, 0, n),
              (bulk, at, a, n) -> bulk.read(at, (float[]) a, 0, n)),
          long[].class,
          new ArrayArgument(
              8,
              (bulk, at, a, n) -> bulk.write(at, (long[]) a, 0, n),
              (bulk, at, a, n) -> bulk.read(at, (long[]) a, 0, n)),
          double[].class,
          new ArrayArgument(
              8,
              (bulk, at, a, n) -> bulk.write(at, (double[]) a, 0, n),
              (bulk, at, a, n) -> bulk.read(at, (double[]) a, 0, n)));

  /** Copies a whole array, one way. */
  interface Move {
    void move(Bulk bulk, long address, Object array, int length);
  }

  static ArrayArgument of(Class<?> type) {
    return ALL.get(type);
  }

  @Override
  public void put(Object array, Slots slots) {
    slots.put(lent(array, slots));
  }

  /** The address of its copy. */
  long lent(Object array, Slots slots) {
    int length = Array.getLength(array);
    Bulk bulk = new Bulk(slots.memory());
    long[] address = new long[1];
    address[0] =
        slots.lend(
            Math.max(1, (long) width * length), () -> out.move(bulk, address[0], array, length));
    in.move(bulk, address[0], array, length);
    return address[0];
  }
}

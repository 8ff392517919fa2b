package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Limit;
import org.bascule.transport.Cells;

/**
 * What calls of one function in one lane have in common, whose sections are so small that they
 * travel with the turn. Java then touches a twin of each section only, which no other process sees,
 * and the host its section. Confined to the lane's thread.
 *
 * <pre>
 *   the cells of a turn:   slots that change │ twin │ twin …
 * </pre>
 */
final class Carriage {
  private final SectionShape shape;
  private final int fixed;
  private final long[] values;
  private final int loose;
  private final ByteBuffer cells =
      ByteBuffer.allocateDirect(Long.BYTES * Limit.TurnCells).order(ByteOrder.LITTLE_ENDIAN);
  private final LocalMemory[] twins;

  /** Where each twin begins. */
  private final int[] places;

  private Carriage(SectionShape shape, int fixed, long[] values, SessionMemory memory) {
    this.shape = shape;
    this.fixed = fixed;
    this.values = values;
    this.loose = values.length - Integer.bitCount(fixed);
    this.twins = new LocalMemory[shape.count()];
    this.places = new int[shape.count()];
    int next = Long.BYTES * loose;
    for (int i = 0; i < twins.length; i++) {
      places[i] = next;
      twins[i] = memory.local(cells, next, shape.address(i), shape.size(i));
      next += Long.BYTES * SectionShape.cells(shape.size(i));
    }
  }

  /**
   * One for calls with sections of that shape.
   *
   * @param now the slots of such a call
   * @param before those of the call before it
   * @return null if too much would have to travel
   */
  static Carriage of(SectionShape shape, long[] now, long[] before, SessionMemory memory) {
    int room = Limit.TurnCells - shape.cells();
    int fixed = 0;
    for (int slot = 0; slot < now.length; slot++) {
      fixed |= shape.begins(now[slot]) ? 1 << slot : 0;
    }
    // What has not changed is taken for what does not change, if there is no room for it.
    for (int slot = now.length - 1; slot >= 0; slot--) {
      boolean tight = now.length - Integer.bitCount(fixed) > room;
      fixed |= tight && now[slot] == before[slot] ? 1 << slot : 0;
    }
    return now.length - Integer.bitCount(fixed) <= room
        ? new Carriage(shape, fixed, now, memory)
        : null;
  }

  SectionShape shape() {
    return shape;
  }

  /** A bit for each slot that is always the same. */
  int fixed() {
    return fixed;
  }

  /** The slots of the call that this was made for. */
  long[] values() {
    return values;
  }

  /** Java's side of a section. */
  LocalMemory twin(int section) {
    return twins[section];
  }

  /** A part of it by its address in the host; null if that lies elsewhere. */
  LocalMemory view(int sections, long address, long bytes, SessionMemory memory) {
    for (int i = 0; i < sections; i++) {
      long offset = address - shape.address(i);
      if (offset >= 0 && bytes >= 0 && offset + bytes <= shape.size(i)) {
        return memory.local(cells, places[i] + (int) offset, address, (int) bytes);
      }
    }
    return null;
  }

  /** Whether a call with these slots can travel. */
  boolean fits(ByteBuffer slots) {
    for (int slot = 0; slot < values.length; slot++) {
      if ((fixed >> slot & 1) != 0 && slots.getLong(WindowFrame.SLOT * slot) != values[slot]) {
        return false;
      }
    }
    return true;
  }

  /** What goes with the turn. */
  Cells load(Cells turn, int number, ByteBuffer slots) {
    int next = 0;
    for (int slot = 0; slot < values.length; slot++) {
      if ((fixed >> slot & 1) == 0) {
        cells.putLong(Long.BYTES * next++, slots.getLong(WindowFrame.SLOT * slot));
      }
    }
    return turn.set(number | KeptFlag.Again | KeptFlag.Carried, cells, loose + shape.cells());
  }

  /** Has in the twins what came back with the turn. */
  void unload(ByteBuffer window) {
    // Behind the result.
    int from = LaneLayout.ToJavaCells + Long.BYTES;
    for (int i = 0; i < shape.cells(); i++) {
      cells.putLong(Long.BYTES * (loose + i), window.getLong(from + Long.BYTES * i));
    }
  }

  /** Copies a twin to where the host has the section. */
  void toSection(int section, ByteBuffer lot) {
    lot.put(shape.start(section), cells, places[section], shape.size(section));
  }

  /** The way back. */
  void fromSection(int section, ByteBuffer lot) {
    cells.put(places[section], lot, shape.start(section), shape.size(section));
  }
}

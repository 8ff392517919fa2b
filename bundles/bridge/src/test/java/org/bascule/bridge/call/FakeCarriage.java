package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.Carry;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.SectionGuard;
import org.bascule.transport.Cells;

/** Sections that travel, as the real host has them. */
record FakeCarriage(Carry carry, ByteBuffer memory, long base) {
  private boolean fixed(int slot) {
    return (carry.fixed() >> slot & 1) != 0;
  }

  long[] slots(Cells cells) {
    long[] all = new long[carry.slotsLength()];
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      all[i] = fixed(i) ? carry.slots(i) : cells.cell(next++);
    }
    return all;
  }

  private int loose() {
    return carry.slotsLength() - Integer.bitCount(carry.fixed());
  }

  private int start(int section) {
    return (int) (carry.sections(section).address() - base);
  }

  private int size(int section) {
    return (int) carry.sections(section).size();
  }

  void unload(Cells cells) {
    int next = loose();
    for (int i = 0; i < carry.sectionsLength(); i++) {
      ByteBuffer bytes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < size(i); at += Long.BYTES) {
        bytes.putLong(at, cells.cell(next++));
      }
      memory.put(start(i), bytes.array(), 0, size(i));
      for (int at = 1; at <= SectionGuard.Bytes; at++) {
        guard(start(i) - at);
        guard(start(i) + size(i) - 1 + at);
      }
    }
  }

  private void guard(int at) {
    memory.put(at, (byte) (carry.guard() >> Byte.SIZE * (base + at & Long.BYTES - 1)));
  }

  /** The bytes around all sections. */
  List<Byte> guards() {
    List<Byte> all = new ArrayList<>();
    for (int i = 0; i < carry.sectionsLength(); i++) {
      for (int at = 1; at <= SectionGuard.Bytes; at++) {
        all.add(memory.get(start(i) - at));
        all.add(memory.get(start(i) + size(i) - 1 + at));
      }
    }
    return all;
  }

  void load(ByteBuffer window, long result) {
    window.putInt(LaneLayout.ToJavaStatus, (int) CallStatus.Carried);
    window.putLong(LaneLayout.ToJavaCells, result);
    int next = LaneLayout.ToJavaCells + Long.BYTES;
    for (int i = 0; i < carry.sectionsLength(); i++) {
      ByteBuffer bytes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
      memory.get(start(i), bytes.array(), 0, size(i));
      for (int at = 0; at < size(i); at += Long.BYTES) {
        window.putLong(next, bytes.getLong(at));
        next += Long.BYTES;
      }
    }
  }
}

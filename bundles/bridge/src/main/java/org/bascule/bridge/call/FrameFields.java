package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where fields lie in a finished frame. Tables begin with the distance to their vtable, which lists
 * offsets after two sizes.
 */
record FrameFields(ByteBuffer frame) {
  /** The message among the fields of a frame, in the schema's order. */
  private static final int MESSAGE = 2;

  static FrameFields of(byte[] frame) {
    return new FrameFields(ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The position of the message's table. */
  int message() {
    return follow(at(frame.getInt(0), MESSAGE));
  }

  /** The position of a table's field, by its number in the schema. */
  int at(int table, int number) {
    int vtable = table - frame.getInt(table);
    return table + frame.getShort(vtable + Short.BYTES * (2 + number));
  }

  /** The position of the first element of the vector that a field refers to. */
  int elements(int field) {
    return follow(field) + Integer.BYTES;
  }

  /** The position of the table that a field refers to. */
  int table(int field) {
    return follow(field);
  }

  private int follow(int position) {
    return position + frame.getInt(position);
  }
}

package org.bascule.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks a frame by the rules of FlatBuffers' C++ verifier: every offset, vtable, vector and string
 * lies inside the buffer and is aligned, strings end with a zero byte, required fields are there.
 * Positions are bytes from the frame's start; the sums are made in {@code long}, so that no hostile
 * offset wraps.
 */
final class FrameVerifier {

  private static final int FIELD_ID = 0;
  private static final int FIELD_TYPE = 1;
  private static final int FIELD_MESSAGE = 2;

  private final ByteBuffer bytes;
  private final int end;

  /** {@code bytes} is little-endian and starts at position 0. */
  FrameVerifier(ByteBuffer bytes) {
    this.bytes = bytes;
    this.end = bytes.limit();
  }

  void verifyFrame() {
    int frame = follow("Frame", 0);
    enterTable("Frame", frame);
    scalarField(frame, FIELD_ID, Integer.BYTES, "Frame.id");
    scalarField(frame, FIELD_TYPE, Byte.BYTES, "Frame.message_type");
    int typeAt = fieldPosition(frame, FIELD_TYPE);
    byte type = typeAt == 0 ? Message.NONE : bytes.get(typeAt);
    Shape shape = Shapes.ofMessage(type);
    if (shape == null) {
      throw new BadFrameException(
          type == Message.NONE
              ? "the frame has no message"
              : "unknown message type " + (type & 0xFF));
    }
    int messageAt = fieldPosition(frame, FIELD_MESSAGE);
    if (messageAt == 0) {
      throw new BadFrameException("the frame has no message, though its type says " + shape.name());
    }
    table(shape, follow("Frame.message", messageAt));
  }

  private void table(Shape shape, int at) {
    enterTable(shape.name(), at);
    int id = 0;
    for (Field field : shape.fields()) {
      String name = shape.name() + "." + field.name();
      int position = fieldPosition(at, id++);
      if (position != 0) {
        field(name, field, position);
      } else if (field.required()) {
        throw new BadFrameException(name + " is required, but absent");
      }
    }
  }

  private void field(String name, Field field, int at) {
    inside(name, at, field.inlineSize(), field.alignment());
    switch (field.kind()) {
      case SCALAR, STRUCT -> {}
      case STRING -> string(name, follow(name, at));
      case SCALARS -> vector(name, follow(name, at), field.width(), field.elementAlignment());
      case STRINGS -> elements(name, follow(name, at), element -> string(name, element));
      case TABLE -> table(field.elements(), follow(name, at));
      case TABLES -> elements(name, follow(name, at), element -> table(field.elements(), element));
    }
  }

  private void scalarField(int table, int id, int width, String name) {
    int at = fieldPosition(table, id);
    if (at != 0) {
      inside(name, at, width, width);
    }
  }

  private interface Element {
    void verify(int at);
  }

  private void elements(String name, int at, Element element) {
    int count = vector(name, at, Integer.BYTES, Integer.BYTES);
    for (int i = 0; i < count; i++) {
      element.verify(follow(name, at + Integer.BYTES + i * Integer.BYTES));
    }
  }

  private void string(String name, int at) {
    int length = vector(name, at, Byte.BYTES, Byte.BYTES);
    long zero = (long) at + Integer.BYTES + length;
    if (zero >= end || bytes.get((int) zero) != 0) {
      throw new BadFrameException(
          name + ": the string of " + length + " bytes at offset " + at + " is not terminated");
    }
    requireUtf8(name, at, length);
  }

  /** FlatBuffers' accessors throw on anything else. */
  private void requireUtf8(String name, int at, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(at + Integer.BYTES, length));
    } catch (CharacterCodingException e) {
      throw new BadFrameException(
          name + ": the string of " + length + " bytes at offset " + at + " is not UTF-8");
    }
  }

  private int vector(String name, int at, int width, int alignment) {
    inside(name, at, Integer.BYTES, Integer.BYTES);
    int count = bytes.getInt(at);
    long room = (end - (long) at - Integer.BYTES) / width;
    if (count < 0 || count > room) {
      throw new BadFrameException(
          name
              + ": "
              + Integer.toUnsignedString(count)
              + " elements at offset "
              + at
              + ", there is room for "
              + room);
    }
    aligned(name, at + Integer.BYTES, alignment);
    return count;
  }

  /** Checks the vtable of a table: its place, its size, and the table's own size. */
  private void enterTable(String name, int at) {
    inside(name, at, Integer.BYTES, Integer.BYTES);
    long vtable = (long) at - bytes.getInt(at);
    inside(name + "'s vtable", vtable, 2 * Short.BYTES, Short.BYTES);
    int size = unsignedShort((int) vtable);
    if (size < 2 * Short.BYTES || size % Short.BYTES != 0) {
      throw new BadFrameException(name + ": a vtable of " + size + " bytes at offset " + vtable);
    }
    inside(name + "'s vtable", vtable, size, Short.BYTES);
  }

  /**
   * Where a field of a checked table stands, or 0 where it is absent. May lie outside the buffer.
   */
  private int fieldPosition(int table, int id) {
    int vtable = table - bytes.getInt(table);
    int slot = 2 * Short.BYTES + id * Short.BYTES;
    int offset = slot < unsignedShort(vtable) ? unsignedShort(vtable + slot) : 0;
    return offset == 0 ? 0 : table + offset;
  }

  private int follow(String name, int at) {
    inside(name, at, Integer.BYTES, Integer.BYTES);
    int offset = bytes.getInt(at);
    long target = at + (long) offset;
    if (offset <= 0 || target >= end) {
      throw new BadFrameException(
          name
              + ": offset "
              + Integer.toUnsignedString(offset)
              + " at "
              + at
              + " leads out of the "
              + end
              + " bytes");
    }
    return (int) target;
  }

  private void inside(String name, long at, int size, int alignment) {
    if (at < 0 || at > (long) end - size) {
      throw new BadFrameException(
          name + ": " + size + " bytes at offset " + at + " do not lie in the " + end + " bytes");
    }
    aligned(name, at, alignment);
  }

  private static void aligned(String name, long at, int alignment) {
    if (at % alignment != 0) {
      throw new BadFrameException(name + ": offset " + at + " is not a multiple of " + alignment);
    }
  }

  private int unsignedShort(int at) {
    return bytes.getShort(at) & 0xFFFF;
  }
}

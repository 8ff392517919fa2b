package org.bascule.jna.structure;

import static java.lang.invoke.MethodType.methodType;

import com.sun.jna.Structure;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A field of a primitive type, moved without boxing.
 *
 * @param encoder {@code (Structure)long}: the bits of the field's value
 * @param decoder {@code (Structure, long)void}: sets the field
 * @param sent whether the field is written at all
 */
record ScalarMover(
    String name, Layout.Scalar layout, MethodHandle encoder, MethodHandle decoder, boolean sent)
    implements FieldMover {

  /**
   * The mover of that field.
   *
   * @param encoder {@code (P)long}
   * @param decoder {@code (long)P}
   */
  static ScalarMover of(
      FieldAccess field, Layout.Scalar layout, MethodHandle encoder, MethodHandle decoder) {
    Class<?> type = field.getter().type().returnType();
    return new ScalarMover(
        field.name(),
        layout,
        MethodHandles.filterReturnValue(
            field.getter(), encoder.asType(methodType(long.class, type))),
        MethodHandles.filterArguments(
            field.setter(), 1, decoder.asType(methodType(type, long.class))),
        field.sent());
  }

  @Override
  public Layout layout(Structure structure) {
    return layout;
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    if (!sent) {
      return;
    }
    long bits = bits(structure);
    switch (layout.bytes()) {
      case 1 -> memory.putByte(offset, (byte) bits);
      case 2 -> memory.putShort(offset, (short) bits);
      case 4 -> memory.putInt(offset, (int) bits);
      default -> memory.putLong(offset, bits);
    }
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    write(structure, memory, offset, call);
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    long bits =
        switch (layout.bytes()) {
          case 1 -> memory.getByte(offset);
          case 2 -> memory.getShort(offset);
          case 4 -> memory.getInt(offset);
          default -> memory.getLong(offset);
        };
    try {
      decoder.invokeExact(structure, bits);
    } catch (Throwable e) {
      throw Internals.thrown(e);
    }
  }

  private long bits(Structure structure) {
    try {
      return (long) encoder.invokeExact(structure);
    } catch (Throwable e) {
      throw Internals.thrown(e);
    }
  }
}

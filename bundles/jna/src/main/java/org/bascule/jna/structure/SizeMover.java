package org.bascule.jna.structure;

import com.sun.jna.IntegerType;
import com.sun.jna.Memory;
import com.sun.jna.Structure;
import java.util.function.Function;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A field that holds the structure's own size. JNA's {@code size()} is that of Linux here; what is
 * sent is the size on Windows.
 *
 * @param field moves the number
 * @param always whether the field was marked; else only JNA's own size is replaced
 * @param struct the layout of an instance on Windows
 */
record SizeMover(FieldMover field, boolean always, Function<Structure, Layout.Struct> struct)
    implements FieldMover {

  /** Whether this field may hold a size at all. */
  static boolean takes(FieldMover field, Layout.Struct usual) {
    return usual != null
        && usual.members().stream()
            .filter(m -> m.name().equals(field.name()))
            .anyMatch(m -> m.layout() instanceof Layout.Scalar scalar && isNumber(scalar));
  }

  private static boolean isNumber(Layout.Scalar scalar) {
    boolean integer = scalar.kind() == Layout.Kind.SIGNED || scalar.kind() == Layout.Kind.UNSIGNED;
    return integer && scalar.bytes() > Byte.BYTES;
  }

  /** Whether this value, as a field of a new instance has it, is what {@code size()} gives. */
  static boolean holdsSize(Object value, Structure fresh) {
    long number =
        value instanceof Number plain
            ? plain.longValue()
            : value instanceof IntegerType mapped ? mapped.longValue() : 0;
    try {
      return number > 0 && number == fresh.size();
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What JNA cannot lay out here has no size that a constructor could have stored.
      return false;
    }
  }

  @Override
  public String name() {
    return field.name();
  }

  @Override
  public boolean varies() {
    return field.varies();
  }

  @Override
  public Layout layout(Structure structure) {
    return field.layout(structure);
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    field.write(structure, memory, offset, call);
    correct(structure, memory, offset);
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    field.writeChange(structure, memory, offset, call);
    correct(structure, memory, offset);
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    field.read(structure, memory, offset, call);
  }

  @Override
  public void keep(Structure structure, Memory own, WindowsMemory memory, long offset) {
    field.keep(structure, own, memory, offset);
  }

  private void correct(Structure structure, WindowsMemory memory, long offset) {
    int bytes = (int) field.layout(structure).size();
    if (always || get(memory, offset, bytes) == structure.size()) {
      put(memory, offset, bytes, struct.apply(structure).size());
    }
  }

  private static long get(WindowsMemory memory, long offset, int bytes) {
    return switch (bytes) {
      case Short.BYTES -> memory.getShort(offset) & 0xFFFF;
      case Integer.BYTES -> memory.getInt(offset) & 0xFFFF_FFFFL;
      default -> memory.getLong(offset);
    };
  }

  private static void put(WindowsMemory memory, long offset, int bytes, long size) {
    switch (bytes) {
      case Short.BYTES -> memory.putShort(offset, (short) size);
      case Integer.BYTES -> memory.putInt(offset, (int) size);
      default -> memory.putLong(offset, size);
    }
  }
}

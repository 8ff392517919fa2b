package org.bascule.jna.structure;

import com.sun.jna.IntegerType;
import com.sun.jna.Memory;
import com.sun.jna.Structure;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.bascule.jna.IntegerWidth;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;

/**
 * The memory of a Structure that JNA has allocated in this JVM, for classes that look the same on
 * Linux and on Windows. It is kept as JNA would keep it: fields that JNA does not write, because
 * they are final or volatile or {@code autoWrite} is off, are sent as they lie there, and a {@code
 * read()} of the user's own finds what the DLL left.
 */
final class OwnMemory {
  private OwnMemory() {}

  /** Whether all fields are numbers that have the same width on both sides. */
  static boolean isAlike(List<Field> fields, List<FieldMover> movers, Abi abi) {
    for (int i = 0; i < movers.size(); i++) {
      if (!isAlike(fields.get(i).getType(), movers.get(i), abi)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlike(Class<?> type, FieldMover mover, Abi abi) {
    if (mover instanceof NestedMover<?> nested) {
      return nested.marshaller().alike();
    }
    if (mover instanceof NestedArrayMover<?> nested) {
      return nested.marshaller().alike();
    }
    Class<?> element = type.isArray() ? type.getComponentType() : type;
    // char is wchar_t, whose width differs.
    boolean plain = element.isPrimitive() && element != char.class;
    boolean mapped =
        IntegerType.class.isAssignableFrom(element)
            && IntegerWidth.ofFamily(element, abi).isEmpty();
    return plain || mapped;
  }

  /** Whether JNA leaves some of these fields unwritten. */
  static boolean hasUnsent(List<Field> fields, List<FieldMover> movers) {
    boolean own =
        fields.stream()
            .anyMatch(f -> (f.getModifiers() & (Modifier.FINAL | Modifier.VOLATILE)) != 0);
    return own || movers.stream().anyMatch(FieldMover::unsent);
  }

  /** Copies what lies here to the host. */
  static void send(Structure value, WindowsMemory to) {
    Memory own = of(value, to);
    if (own != null) {
      byte[] bytes = own.getByteArray(0, (int) to.size());
      to.putBytes(0, bytes, 0, bytes.length);
    }
  }

  /** Copies what the DLL left. */
  static void receive(WindowsMemory from, Structure value) {
    Memory own = of(value, from);
    if (own != null) {
      byte[] bytes = new byte[(int) from.size()];
      from.getBytes(0, bytes, 0, bytes.length);
      own.write(0, bytes, 0, bytes.length);
    }
  }

  /** Null if its memory is not JNA's, or of another size. */
  private static Memory of(Structure value, WindowsMemory image) {
    return value.getPointer() instanceof Memory own && own.size() >= image.size() ? own : null;
  }
}

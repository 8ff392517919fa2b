package org.bascule.jna.structure;

import com.sun.jna.IntegerType;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.Union;
import com.sun.jna.ptr.ByReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.IntFunction;
import org.bascule.jna.HomeMemory;
import org.bascule.jna.IntegerWidth;
import org.bascule.jna.MemoryViews;
import org.bascule.spi.Abi;
import org.bascule.spi.Sections;
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

  /**
   * The same, but for fields that are pointers, of which there is at least one.
   *
   * @param typed whether a class of pointers is one too
   */
  static boolean isOpaque(List<Field> fields, List<FieldMover> movers, Abi abi, boolean typed) {
    boolean pointers = false;
    for (int i = 0; i < movers.size(); i++) {
      Class<?> type = fields.get(i).getType();
      boolean pointer = type == Pointer.class || typed && isPointerType(type);
      pointers |= pointer;
      if (!pointer && !isAlike(type, movers.get(i), abi)) {
        return false;
      }
    }
    return pointers && abi.pointerSize() == Native.POINTER_SIZE;
  }

  /** As {@code read()} does, lays a structure over its part of the outer one's memory. */
  static void layOver(Structure inner, Memory outer, long offset) {
    Pointer part = outer.share(offset, inner.size());
    if (!part.equals(Internals.memory(inner))) {
      Internals.useMemory(inner, part);
    }
  }

  /** Whether the class has a {@code read()} of its own. */
  static boolean readsItself(Class<? extends Structure> type) {
    try {
      Class<?> owner = type.getMethod("read").getDeclaringClass();
      return owner != Structure.class && owner != Union.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the program has laid it over more memory than its fields take. */
  static boolean isLonger(Structure value, long size) {
    return Internals.array(value) == null && size(value) > size;
  }

  /** Bytes from where it begins to the end of the program's memory; 0 if JNA has made it. */
  static long size(Structure value) {
    if (!(Internals.memory(value) instanceof Memory own)) {
      return 0;
    }
    // JNA shares as much as the fields take, and lets the program reach beyond.
    Memory whole = MemoryViews.whole(own);
    return Internals.isAutomatic(whole) ? 0 : whole.size() - MemoryViews.offset(own, whole);
  }

  /** Whether JNA has made its memory, so that nobody else has a view of it. */
  static boolean isAutomatic(Structure value) {
    return !(Internals.memory(value) instanceof Memory own)
        || Internals.isAutomatic(MemoryViews.whole(own));
  }

  /** The part of the home of its memory; null if it lies elsewhere, or that is too short. */
  static WindowsMemory home(Structure value, long bytes, Sections call) {
    if (!(Internals.memory(value) instanceof Memory own)) {
      return null;
    }
    Memory whole = MemoryViews.whole(own);
    return MemoryViews.offset(own, whole) + bytes <= whole.size()
        ? HomeMemory.part(own, bytes, false, call)
        : null;
  }

  /** Classes of references follow the pointer. */
  private static boolean isPointerType(Class<?> type) {
    return PointerType.class.isAssignableFrom(type) && !ByReference.class.isAssignableFrom(type);
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

  /**
   * Copies what lies here to the host.
   *
   * @param room gives so many bytes at least, to be used until this returns
   */
  static void send(Structure value, WindowsMemory to, IntFunction<byte[]> room) {
    Memory own = of(value, to);
    if (own != null) {
      int size = (int) to.size();
      byte[] bytes = room.apply(size);
      own.read(0, bytes, 0, size);
      to.putBytes(0, bytes, 0, size);
    }
  }

  /** Copies what the DLL left. */
  static void receive(WindowsMemory from, Structure value, IntFunction<byte[]> room) {
    Memory own = of(value, from);
    if (own != null) {
      int size = (int) from.size();
      byte[] bytes = room.apply(size);
      from.getBytes(0, bytes, 0, size);
      own.write(0, bytes, 0, size);
    }
  }

  /** Null if its memory is not JNA's, or of another size. */
  private static Memory of(Structure value, WindowsMemory image) {
    return value.getPointer() instanceof Memory own
            && Math.max(own.size(), size(value)) >= image.size()
        ? own
        : null;
  }
}

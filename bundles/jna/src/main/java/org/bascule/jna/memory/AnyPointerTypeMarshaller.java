package org.bascule.jna.memory;

import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;

/**
 * {@link PointerType} itself, or an abstract class of pointers: what is passed holds a pointer;
 * what comes back as anything but null is a plain one, if that is enough for what was declared.
 */
record AnyPointerTypeMarshaller<T extends PointerType>(
    Class<T> javaType, PointerMarshaller pointers, String path) implements HolderMarshaller<T> {
  @Override
  public T read(WindowsMemory source, Sections call) {
    Pointer pointer = pointers.read(source, call);
    if (pointer == null) {
      return null;
    }
    PointerType plain = new Plain(pointer);
    if (javaType.isInstance(plain)) {
      return javaType.cast(plain);
    }
    throw Refusals.result(
        path,
        "a class of pointers that can be made",
        String.format(
            "0x%x for %s, which is abstract", Pointer.nativeValue(pointer), javaType.getTypeName()),
        "declare a class that extends it, or a Pointer");
  }

  @Override
  public Pointer pointer(T value) {
    return HolderMarshaller.held(value);
  }

  /** A pointer of which nothing more is known. */
  private static final class Plain extends PointerType {
    Plain(Pointer pointer) {
      super(pointer);
    }
  }
}

package org.bascule.jna.memory;

import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Objects that are, or hold, a pointer move as that pointer does. */
interface HolderMarshaller<T> extends Marshaller<T> {
  /** Moves what they hold. */
  PointerMarshaller pointers();

  /** What the object holds; null for null. */
  Pointer pointer(T value);

  /** What a class of pointers holds. */
  static Pointer held(PointerType value) {
    return value == null ? null : (Pointer) value.toNative();
  }

  @Override
  default Layout layout() {
    return pointers().layout();
  }

  @Override
  default boolean updates() {
    return true;
  }

  @Override
  default void write(T value, WindowsMemory target, Sections call) {
    pointers().write(pointer(value), target, call);
  }

  @Override
  default void update(T value, WindowsMemory source, Sections call) {
    pointers().update(pointer(value), source, call);
  }
}

package org.bascule.jna.memory;

import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import org.bascule.jna.Conversion;
import org.bascule.jna.Reread;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** A class of pointers, such as {@code LPVOID} or {@code BSTR}: what it holds is a pointer. */
record PointerTypeMarshaller<T extends PointerType>(
    Conversion<T> conversion, PointerMarshaller pointers)
    implements HolderMarshaller<T>, Reread.Capable<T> {
  @Override
  public Class<T> javaType() {
    return conversion.type();
  }

  @Override
  public T read(WindowsMemory source, Sections call) {
    return conversion.fromNative(pointers.read(source, call));
  }

  @Override
  public T reread(T old, WindowsMemory source, Sections call) {
    Pointer before = pointer(old);
    Pointer now = pointers.reread(before, source, call);
    return old != null && now == before ? old : conversion.fromNative(now);
  }

  @Override
  public T accept(Object argument, String path) {
    return argument == null || javaType().isInstance(argument)
        ? javaType().cast(argument)
        : conversion.fromNative(pointers.accept(argument, path));
  }

  @Override
  public Pointer pointer(T value) {
    return HolderMarshaller.held(value);
  }
}

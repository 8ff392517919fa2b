package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** An argument that is declared as {@link Memory}, or as a class of somebody's that extends it. */
record MemoryMarshaller<M extends Memory>(Class<M> javaType, PointerMarshaller pointers)
    implements HolderMarshaller<M> {
  @Override
  public Pointer pointer(M value) {
    return value;
  }

  /** The object that was passed in this call; what the DLL has is a pointer, and no memory here. */
  @Override
  public M read(WindowsMemory source, Sections call) {
    Pointer known = pointers.read(source, call);
    return javaType.isInstance(known) ? javaType.cast(known) : null;
  }
}

package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** An argument that is declared as {@link Memory}, or as a class of somebody's that extends it. */
record MemoryMarshaller<M extends Memory>(Class<M> javaType, PointerMarshaller pointers)
    implements Marshaller<M> {
  @Override
  public Layout layout() {
    return pointers.layout();
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(M value, WindowsMemory target, Sections call) {
    pointers.write(value, target, call);
  }

  @Override
  public void update(M value, WindowsMemory source, Sections call) {
    pointers.update(value, source, call);
  }

  /** The object that was passed in this call; what the DLL has is a pointer, and no memory here. */
  @Override
  public M read(WindowsMemory source, Sections call) {
    Pointer known = pointers.read(source, call);
    return javaType.isInstance(known) ? javaType.cast(known) : null;
  }
}

package org.bascule.jna.reference;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.ByReference;
import org.bascule.jna.HostView;

/**
 * Memory for one pointer that may be an address in the host: plain memory would give it back as an
 * address of this JVM. The pointer object that was stored is given back as long as it is there.
 */
final class HostCell extends Memory {
  private final HostView host;
  private Pointer stored;

  private HostCell(HostView host, Pointer stored) {
    super(Long.BYTES);
    this.host = host;
    setPointer(0, stored);
  }

  /** Sees to it that the reference holds its pointer in such memory. */
  static void in(ByReference reference, HostView host) {
    if (!(reference.getPointer() instanceof HostCell)) {
      reference.setPointer(new HostCell(host, reference.getPointer().getPointer(0)));
    }
  }

  @Override
  public void setPointer(long offset, Pointer value) {
    super.setPointer(offset, value);
    stored = value;
  }

  @Override
  public Pointer getPointer(long offset) {
    long value = getLong(offset);
    return value == Pointer.nativeValue(stored) ? stored : host.pointer(value);
  }
}

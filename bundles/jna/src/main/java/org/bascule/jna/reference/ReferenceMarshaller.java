package org.bascule.jna.reference;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.ByReference;
import java.util.Optional;
import org.bascule.jna.CallNotes;
import org.bascule.jna.Conversion;
import org.bascule.jna.HostView;
import org.bascule.jna.Reread;
import org.bascule.jna.RoundedSections;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A pointer to one value.
 *
 * @param conversion makes an instance for memory that the DLL has
 * @param access the value in the Java object
 * @param value marshals it
 * @param pointers whether the value is a pointer
 * @param free the function that frees what the DLL returned; it is copied then
 * @param path of the pointer, for messages
 */
record ReferenceMarshaller<R extends ByReference, V>(
    Conversion<R> conversion,
    ValueAccess access,
    Marshaller<V> value,
    boolean pointers,
    HostView host,
    Optional<String> free,
    String path)
    implements Reread.Capable<R> {
  @Override
  public Class<R> javaType() {
    return conversion.type();
  }

  @Override
  public Layout layout() {
    return Layout.pointerTo(host.abi(), value::layout);
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(R reference, WindowsMemory target, Sections call) {
    target.putPointer(0, reference == null ? 0 : address(reference, call));
  }

  @Override
  public void update(R reference, WindowsMemory source, Sections call) {
    CallNotes notes = CallNotes.of(call);
    WindowsMemory place = reference == null ? null : notes.place(reference);
    if (place != null && notes.beginUpdate(reference)) {
      if (pointers) {
        HostCell.in(reference, host);
      }
      access.set(reference, value.read(place, call));
    }
  }

  @Override
  public R read(WindowsMemory source, Sections call) {
    long address = source.getPointer(0);
    Object known = CallNotes.of(call).at(address);
    return javaType().isInstance(known)
        ? javaType().cast(known)
        : address == 0 ? null : there(address, call);
  }

  @Override
  public R reread(R old, WindowsMemory source, Sections call) {
    R now = read(source, call);
    if (now != null && now == old) {
      update(old, source, call);
    }
    return old != null && old.equals(now) ? old : now;
  }

  private R there(long address, Sections call) {
    if (free.isEmpty()) {
      return conversion.fromNative(host.pointer(address));
    }
    R copy = javaType().cast(conversion.converter().defaultValue());
    access.set(copy, value.read(call.view(address, value.layout().size()), call));
    call.release(address, free.get());
    return copy;
  }

  private long address(R reference, Sections call) {
    Pointer memory = reference.getPointer();
    if (memory == null || HostView.isRemote(memory)) {
      host.check(memory, path);
      return Pointer.nativeValue(memory);
    }
    CallNotes notes = CallNotes.of(call);
    WindowsMemory known = notes.place(reference);
    if (known != null) {
      return known.address();
    }
    Layout layout = value.layout();
    WindowsMemory section = RoundedSections.allocate(call, layout.size(), layout.alignment());
    if (isUnset(reference)) {
      section.putPointer(0, 0);
    } else {
      value.write(value.javaType().cast(access.get(reference)), section, call);
    }
    notes.put(reference, section);
    return section.address();
  }

  /**
   * Some classes of jna-platform, such as {@code BSTRByReference}, are made with memory that nobody
   * has cleared; in place of a 32-bit host's address it holds one of this JVM.
   */
  private boolean isUnset(R reference) {
    if (!pointers || host.abi() != Abi.X86 || access.type() == Pointer.class) {
      return false;
    }
    long bits = reference.getPointer().getLong(0);
    return bits >>> Integer.SIZE != 0 && (int) bits != bits;
  }
}

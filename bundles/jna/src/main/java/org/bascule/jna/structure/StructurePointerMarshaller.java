package org.bascule.jna.structure;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.util.Arrays;
import java.util.Optional;
import org.bascule.jna.CallNotes;
import org.bascule.jna.HostView;
import org.bascule.jna.Reread;
import org.bascule.jna.RoundedSections;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.HeapMemory;
import org.bascule.spi.memory.Zeroes;

/**
 * A pointer to a Structure. One of this JVM is copied into a section, all of its array if {@code
 * toArray} made one, and its fields are read again after the call; {@code autoWrite} and {@code
 * autoRead} are honoured. One that came from the DLL stays where it is: fields that were changed
 * here are written there. One whose memory, or part of it, is freed after reading is a copy.
 */
record StructurePointerMarshaller<T extends Structure>(
    Class<T> javaType, StructureClasses<T> classes, HostView host, Optional<String> free)
    implements Reread.Capable<T> {
  @Override
  public Layout layout() {
    Abi abi = host.abi();
    return classes.known()
        ? Layout.pointerTo(abi, () -> classes.own().layout())
        : Layout.pointer(abi);
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(T value, WindowsMemory target, Sections call) {
    target.putPointer(0, value == null ? 0 : place(value, call).address());
  }

  @Override
  public void update(T value, WindowsMemory source, Sections call) {
    if (value != null) {
      refresh(value, CallNotes.of(call), call);
    }
  }

  /** As JNA does after a callback; so are the Structures that its fields point to. */
  @Override
  public void writeBack(T value, WindowsMemory source, Sections call) {
    CallNotes notes = CallNotes.of(call);
    if (value == null || !HostView.isRemote(Internals.memory(value))) {
      return;
    }
    for (Structure element : all(value)) {
      Pointer memory = Internals.memory(element);
      if (HostView.isRemote(memory) && notes.beginWriteBack(element)) {
        host.check(memory, classes.path());
        writeThere(element, Pointer.nativeValue(memory), call);
      }
    }
  }

  @Override
  public T read(WindowsMemory source, Sections call) {
    return at(source.getPointer(0), call);
  }

  /** As in JNA, the object stays as long as the pointer is the same. */
  @Override
  public T reread(T old, WindowsMemory source, Sections call) {
    long address = source.getPointer(0);
    if (old == null || address == 0 || address(old, call) != address) {
      return at(address, call);
    }
    refresh(old, CallNotes.of(call), call);
    return old;
  }

  private WindowsMemory place(T value, Sections call) {
    CallNotes notes = CallNotes.of(call);
    WindowsMemory known = notes.place(value);
    if (known != null) {
      return known;
    }
    Pointer memory = Internals.memory(value);
    host.check(memory, classes.path());
    return HostView.isRemote(memory)
        ? placeThere(value, Pointer.nativeValue(memory), notes, call)
        : placeCopy(value, notes, call);
  }

  private WindowsMemory placeCopy(T value, CallNotes notes, Sections call) {
    StructureMarshaller<?> marshaller = classes.of(value);
    if (Internals.array(value) == null) {
      return placeOne(value, marshaller, notes, call);
    }
    Structure[] all = all(value);
    Layout.Struct layout = marshaller.layout(value);
    long size = layout.size();
    long bytes = all.length == 1 ? marshaller.extent(value) : size * all.length;
    WindowsMemory block = block(value, marshaller, bytes, call);
    // All are noted before the first is written: their fields may point to each other.
    for (int i = 0; i < all.length; i++) {
      notes.put(all[i], all.length == 1 ? block : block.slice(i * size, size));
    }
    for (Structure element : all) {
      // As in JNA, the first one decides for the others of its array too.
      boolean written = value.getAutoWrite() && element.getAutoWrite();
      marshaller.send(element, written, notes.place(element), call);
    }
    return block;
  }

  private WindowsMemory placeOne(
      T value, StructureMarshaller<?> marshaller, CallNotes notes, Sections call) {
    WindowsMemory block = block(value, marshaller, marshaller.extent(value), call);
    notes.put(value, block);
    marshaller.send(value, value.getAutoWrite(), block, call);
    return block;
  }

  /** Where its memory of this JVM has its home, if it looks the same there; else its own home. */
  private static WindowsMemory block(
      Structure value, StructureMarshaller<?> marshaller, long bytes, Sections call) {
    WindowsMemory shared = marshaller.home(value, bytes, call);
    WindowsMemory block =
        shared == null
            ? RoundedSections.home(call, value, bytes, marshaller.layout(value).alignment())
            : shared;
    return Zeroes.clear(block);
  }

  private WindowsMemory placeThere(T value, long address, CallNotes notes, Sections call) {
    WindowsMemory there = call.view(address, classes.of(value).layout(value).size());
    notes.put(value, there);
    writeThere(value, address, call);
    return there;
  }

  private void writeThere(Structure value, long address, Sections call) {
    StructureMarshaller<?> marshaller = classes.of(value);
    WindowsMemory there = call.view(address, marshaller.layout(value).size());
    if (value.getAutoWrite()) {
      WindowsMemory copy = copy(there, marshaller.layout(value), call);
      byte[] before = bytes(copy);
      marshaller.writeChanges(value, copy, call);
      byte[] after = bytes(copy);
      if (!Arrays.equals(before, after)) {
        there.putBytes(0, after, 0, after.length);
      }
    }
  }

  private void refresh(T value, CallNotes notes, Sections call) {
    if (!notes.beginUpdate(value)) {
      return;
    }
    StructureMarshaller<?> marshaller = classes.of(value);
    Structure[] array = Internals.array(value);
    if (array == null) {
      refreshOne(value, value.getAutoRead(), marshaller, notes, call);
      return;
    }
    for (Structure element : array) {
      boolean read = value.getAutoRead() && element.getAutoRead();
      refreshOne(element, read, marshaller, notes, call);
    }
  }

  private void refreshOne(
      Structure element,
      boolean read,
      StructureMarshaller<?> marshaller,
      CallNotes notes,
      Sections call) {
    WindowsMemory place = notes.place(element);
    if (place == null) {
      return;
    }
    if (!HostView.isRemote(Internals.memory(element))) {
      marshaller.receive(element, read, place, call);
    } else if (read) {
      marshaller.fill(element, near(place), call);
    }
  }

  /** The object for what lies at this address: one that is known in this call, or a new one. */
  private T at(long address, Sections call) {
    if (address == 0) {
      return null;
    }
    CallNotes notes = CallNotes.of(call);
    if (javaType.isInstance(notes.at(address))) {
      T known = javaType.cast(notes.at(address));
      refresh(known, notes, call);
      return known;
    }
    StructureMarshaller<T> marshaller = classes.own();
    T fresh = marshaller.fresh();
    notes.put(fresh, call.view(address, marshaller.layout(fresh).size()));
    if (free.isEmpty() && !marshaller.frees()) {
      Internals.useMemory(fresh, memory(fresh, marshaller, address));
    }
    refresh(fresh, notes, call);
    free.ifPresent(function -> call.release(address, function));
    return fresh;
  }

  /** JNA's {@code toArray} steps through it with sizes of Linux. */
  private Pointer memory(T fresh, StructureMarshaller<T> marshaller, long address) {
    long there = marshaller.layout(fresh).size();
    return marshaller.sameOffsets(fresh)
        ? host.pointer(address)
        : host.single(
            address,
            fresh.size(),
            () ->
                StructureMistakes.otherStride(
                    classes.path(), fresh.getClass(), fresh.size(), there));
  }

  private long address(Structure old, Sections call) {
    WindowsMemory place = CallNotes.of(call).place(old);
    if (place != null) {
      return place.address();
    }
    Pointer memory = Internals.memory(old);
    return host.owns(memory) ? Pointer.nativeValue(memory) : 0;
  }

  private static Structure[] all(Structure value) {
    Structure[] array = Internals.array(value);
    return array == null ? new Structure[] {value} : array;
  }

  /** One access instead of one for each field: memory of the DLL is far away. */
  private WindowsMemory near(WindowsMemory there) {
    return HeapMemory.wrap(host.abi(), there.address(), bytes(there));
  }

  /** The same in the host, where lengths are read that have been written before. */
  private static WindowsMemory copy(WindowsMemory there, Layout layout, Sections call) {
    WindowsMemory copy = call.allocate(layout.size(), layout.alignment());
    byte[] bytes = bytes(there);
    copy.putBytes(0, bytes, 0, bytes.length);
    return copy;
  }

  private static byte[] bytes(WindowsMemory memory) {
    byte[] bytes = new byte[Math.toIntExact(memory.size())];
    memory.getBytes(0, bytes, 0, bytes.length);
    return bytes;
  }
}

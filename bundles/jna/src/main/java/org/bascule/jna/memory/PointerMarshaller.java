package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.bascule.jna.CallNotes;
import org.bascule.jna.HomeMemory;
import org.bascule.jna.HostView;
import org.bascule.jna.MemoryViews;
import org.bascule.jna.PointerPolicy;
import org.bascule.jna.Reread;
import org.bascule.jna.callback.CallbackAddresses;
import org.bascule.spi.Address;
import org.bascule.spi.Home;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Zeroes;

/**
 * JNA's pointers. {@link Memory} is copied into a section and back; what came from the host, and
 * opaque values, are addresses. What a directive has freed comes back as {@code Memory}.
 *
 * @param addresses marshals the bits
 * @param policy which pointers are addresses
 * @param callbacks what pointers of this JVM to callbacks are in the host
 */
record PointerMarshaller(
    ScalarMarshaller<Address> addresses,
    PointerPolicy policy,
    MemoryExtent extent,
    HostView host,
    CallbackAddresses callbacks,
    String path)
    implements Reread.Capable<Pointer> {
  @Override
  public Class<Pointer> javaType() {
    return Pointer.class;
  }

  @Override
  public Layout layout() {
    return extent.isDirected()
        ? Layout.pointerTo(host.abi(), () -> extent.elements().host())
        : addresses.layout();
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(Pointer value, WindowsMemory target, Sections call) {
    long address =
        value instanceof Memory memory && Pointer.nativeValue(memory) != 0
            ? place(memory, target, call)
            : callbacks.find(value, call).orElseGet(() -> plain(value, target, call));
    if (extent.free().isPresent()) {
      Freeing.Sent.of(call).add(address);
    }
    addresses.write(new Address(address), target, call);
  }

  @Override
  public void update(Pointer value, WindowsMemory source, Sections call) {
    if (value instanceof Memory memory) {
      refresh(memory, source, call);
    } else if (policy.maybeLocal(value)) {
      Memory lent = LentBlocks.of(call).get(value);
      if (lent != null) {
        refresh(lent, source, call);
      }
    }
  }

  /** A pointer to memory of this call is the object that it was. */
  @Override
  public Pointer read(WindowsMemory source, Sections call) {
    long address = addresses.read(source, call).bits();
    if (address == 0) {
      return null;
    }
    CallNotes notes = CallNotes.of(call);
    if (notes.at(address) instanceof Structure structure) {
      return structure.getPointer();
    }
    if (notes.below(address) instanceof Memory memory) {
      long offset = address - notes.place(memory).address();
      if (offset < Math.min(notes.place(memory).size(), memory.size())) {
        return offset == 0 ? memory : memory.share(offset);
      }
    }
    Pointer kept = HomeMemory.at(address, call);
    if (kept != null) {
      return kept;
    }
    return extent.free().isPresent() && !Freeing.Sent.of(call).has(address)
        ? copyAndFree(address, source, call)
        : host.pointer(address);
  }

  @Override
  public Pointer reread(Pointer old, WindowsMemory source, Sections call) {
    Pointer now = read(source, call);
    if (old == null || !old.equals(now)) {
      return now;
    }
    update(old, source, call);
    return old;
  }

  /** What means an address also means a pointer. */
  @Override
  public Pointer accept(Object argument, String argumentPath) {
    if (argument == null || argument instanceof Pointer) {
      host.check((Pointer) argument, argumentPath);
      return (Pointer) argument;
    }
    return host.pointer(addresses.accept(argument, argumentPath).bits());
  }

  private Memory copyAndFree(long address, WindowsMemory cell, Sections call) {
    Memory copy = extent.copy(address, cell, call);
    call.release(address, extent.free().get());
    return copy;
  }

  /** A pointer into memory of this JVM lends all of it, or from there on what a directive says. */
  private long plain(Pointer value, WindowsMemory cell, Sections call) {
    if (!policy.maybeLocal(value)) {
      return policy.check(value, host, path);
    }
    Home home = call.homeAt(Pointer.nativeValue(value)).orElse(null);
    if (home != null && !(home.owner() instanceof Memory)) {
      return Pointer.nativeValue(value);
    }
    Memory block = home == null ? LocalBlocks.around(value) : (Memory) home.owner();
    if (block == null) {
      return policy.check(value, host, path);
    }
    long start = home == null ? Pointer.nativeValue(block) : home.memory().address();
    long offset = Pointer.nativeValue(value) - start;
    Memory lent = extent.isDirected() && offset > 0 ? (Memory) block.share(offset) : block;
    LentBlocks.of(call).put(value, lent);
    return place(lent, cell, call) + (lent == block ? offset : 0);
  }

  private long place(Memory memory, WindowsMemory cell, Sections call) {
    CallNotes notes = CallNotes.of(call);
    long capacity = extent.capacity(memory, cell, call);
    long size = extent.elements().hostBytes(capacity);
    WindowsMemory known = notes.place(memory);
    if (known != null && known.size() >= size) {
      return known.address();
    }
    boolean home = isAtHome(memory, size, notes);
    WindowsMemory section =
        home
            ? HomeMemory.part(memory, size, extent.isDirected(), call)
            : call.allocate(size, HomeMemory.ALIGNMENT);
    if (!home || !HomeMemory.isOut(memory, call)) {
      long used = extent.used(memory, capacity);
      Zeroes.fill(section, extent.elements().hostBytes(used));
      extent.elements().send(memory, section, used);
    }
    notes.put(memory, section);
    return section.address();
  }

  /**
   * What a directive makes shorter, or other bytes of, is lent for the call, with a guard where it
   * ends, unless the call has all of the memory anyway.
   */
  private boolean isAtHome(Memory memory, long size, CallNotes notes) {
    if (!extent.isDirected()) {
      return true;
    }
    Memory whole = MemoryViews.whole(memory);
    WindowsMemory known = notes.place(whole);
    boolean all = memory == whole && size == whole.size();
    return extent.elements().alike() && (all || known != null && known.size() == whole.size());
  }

  private void refresh(Memory memory, WindowsMemory cell, Sections call) {
    CallNotes notes = CallNotes.of(call);
    WindowsMemory section = notes.place(memory);
    if (section != null && extent.comesBack() && notes.beginUpdate(memory)) {
      extent.elements().receive(section, memory, extent.valid(section, cell, call));
    }
  }
}

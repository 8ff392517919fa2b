package org.bascule.marshallers.nio;

import java.nio.Buffer;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Blocks;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Extent;
import org.bascule.spi.memory.GivenCounts;
import org.bascule.spi.memory.Refusals;
import org.bascule.spi.memory.Zeroes;

/**
 * A pointer to a buffer's elements from its position to its limit, which both stay. What the DLL
 * writes comes back, unless the buffer is read-only. A null buffer is a null pointer.
 */
final class BufferMarshaller<B extends Buffer, A> implements Marshaller<B> {
  private static final int CHUNK = 1 << 16;

  private final BufferKind<B, A> kind;
  private final Abi abi;
  private final Layout pointer;
  private final Extent extent;
  private final Direction direction;
  private final String path;

  BufferMarshaller(BufferKind<B, A> kind, TypeUse use, Abi abi, Layout element, Extent extent) {
    this.kind = kind;
    this.abi = abi;
    this.pointer = Layout.pointerTo(abi, () -> element);
    this.extent = extent;
    this.direction = Pointers.direction(use);
    this.path = use.path();
  }

  @Override
  public Class<B> javaType() {
    return kind.type();
  }

  @Override
  public Layout layout() {
    return pointer;
  }

  @Override
  public void write(B value, WindowsMemory target, Sections sections) {
    if (value == null) {
      target.putPointer(0, 0);
      return;
    }
    int count = extent.before(target, sections, value.remaining());
    WindowsMemory section = sections.allocate((long) kind.bytes() * count, kind.bytes());
    if (direction == Direction.OUT) {
      Zeroes.fill(section, 0);
    } else {
      send(value, count, section);
    }
    if (extent.isLimited()) {
      GivenCounts.remember(sections, section.address(), count);
    }
    target.putPointer(0, section.address());
  }

  @Override
  public B read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (address == 0) {
      return null;
    }
    if (!extent.isSaid()) {
      throw Refusals.length(
          path,
          "a length: nothing else says how much memory the buffer is to have",
          "none",
          "add @Memsync with a length to the callback's parameter, or take an address");
    }
    WindowsMemory there = view(address, extent.there(source, sections), sections);
    B buffer = kind.make().apply((int) (there.size() / kind.bytes()));
    if (direction != Direction.OUT) {
      bringBack(buffer, buffer.capacity(), Blocks.read(there, abi, sections));
    }
    return buffer;
  }

  /** All of it, wherever the callback has left position and limit. */
  @Override
  public void writeBack(B value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null || address == 0 || direction == Direction.IN) {
      return;
    }
    B whole = kind.type().cast(value.duplicate().clear());
    WindowsMemory there = view(address, whole.capacity(), sections);
    Blocks.change(there, abi, sections, copy -> send(whole, whole.capacity(), copy));
  }

  private WindowsMemory view(long address, int count, Sections sections) {
    return sections.view(address, (long) kind.bytes() * count);
  }

  @Override
  public void update(B value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    boolean fixed = direction == Direction.IN || value == null || value.isReadOnly();
    if (fixed || address == 0) {
      return;
    }
    int count =
        GivenCounts.limit(sections, address, extent.after(source, sections, value.remaining()));
    bringBack(value, count, sections.view(address, (long) kind.bytes() * count));
  }

  @Override
  public boolean updates() {
    return direction != Direction.IN;
  }

  @Override
  public B accept(Object argument, String argumentPath) {
    if (argument == null || kind.type().isInstance(argument)) {
      return kind.type().cast(argument);
    }
    throw Refusals.wrongKind(argumentPath, "a " + kind.type().getTypeName(), argument);
  }

  private void send(B buffer, int count, WindowsMemory memory) {
    A chunk = kind.array().apply(Math.min(CHUNK, count));
    for (int at = 0; at < count; at += CHUNK) {
      int part = Math.min(CHUNK, count - at);
      kind.take().run(buffer, buffer.position() + at, chunk, part);
      kind.put().run(memory, (long) kind.bytes() * at, chunk, part);
    }
  }

  private void bringBack(B buffer, int count, WindowsMemory memory) {
    A chunk = kind.array().apply(Math.min(CHUNK, count));
    for (int at = 0; at < count; at += CHUNK) {
      int part = Math.min(CHUNK, count - at);
      kind.get().run(memory, (long) kind.bytes() * at, chunk, part);
      kind.fill().run(buffer, buffer.position() + at, chunk, part);
    }
  }
}

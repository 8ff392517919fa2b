package org.bascule.marshallers.array;

import java.util.Optional;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Blocks;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.Abi;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.GivenCounts;
import org.bascule.spi.memory.Refusals;
import org.bascule.spi.memory.Zeroes;

/**
 * A pointer to elements. A null array is a null pointer. What the DLL allocated is copied, then
 * freed if a directive names the function.
 */
final class ArrayPointerMarshaller<A> extends ArrayMarshaller<A> {
  private final Abi abi;
  private final Layout pointer;
  private final Bounds bounds;
  private final Direction direction;
  private final Optional<String> free;
  private final boolean argument;
  private final String path;

  /**
   * A marshaller.
   *
   * @param use the pointer
   * @param bounds how many elements there are
   */
  ArrayPointerMarshaller(TypeUse use, Abi abi, Elements<A> elements, Bounds bounds) {
    super(elements);
    this.abi = abi;
    this.pointer = Layout.pointerTo(abi, elements::layout);
    this.bounds = bounds;
    this.direction = Pointers.direction(use);
    this.free = use.directive().flatMap(Directive::free);
    this.argument = use.place() == Place.ARGUMENT;
    this.path = use.path();
  }

  @Override
  public Layout layout() {
    return pointer;
  }

  @Override
  public void write(A value, WindowsMemory target, Sections sections) {
    if (value == null) {
      target.putPointer(0, 0);
      return;
    }
    int count = before(value, target, sections);
    long bytes = elements().bytes(count);
    long end = elements().bytes(withEnd(count));
    WindowsMemory section = sections.allocate(end, elements().layout().alignment());
    if (direction == Direction.OUT) {
      Zeroes.fill(section, 0);
    } else {
      elements().write(value, count, section, sections);
      Zeroes.fill(section, bytes);
    }
    if (bounds.extent().isLimited()) {
      GivenCounts.remember(sections, section.address(), count);
    }
    target.putPointer(0, section.address());
  }

  @Override
  public void update(A value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null || address == 0 || direction == Direction.IN) {
      return;
    }
    int count = after(value, source, address, sections);
    elements().update(value, count, sections.view(address, elements().bytes(count)), sections);
  }

  @Override
  public A read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (address == 0) {
      return null;
    }
    int count = there(address, source, sections);
    A array = elements().create(count);
    // What a callback is to fill need not make sense yet.
    if (!argument || direction != Direction.OUT) {
      WindowsMemory there = sections.view(address, elements().bytes(withEnd(count)));
      elements().update(array, count, near(there, sections), sections);
    }
    Blocks.noteRoom(address, elements().bytes(withEnd(count)), sections);
    free.ifPresent(function -> sections.release(address, function));
    return array;
  }

  /** An array that has outgrown the DLL's memory gets other memory. */
  @Override
  public void writeBack(A value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null) {
      source.putPointer(0, 0);
      return;
    }
    if (direction == Direction.IN) {
      return;
    }
    int count = argument ? elements().length(value) : before(value, source, sections);
    if (address == 0 || elements().bytes(withEnd(count)) > Blocks.room(address, sections)) {
      write(value, source, sections);
      return;
    }
    WindowsMemory there = sections.view(address, elements().bytes(withEnd(count)));
    Blocks.change(there, abi, sections, copy -> change(value, count, copy, sections));
    elements().changeCounted(value, count, there, sections);
  }

  private void change(A value, int count, WindowsMemory copy, Sections sections) {
    elements().change(value, count, copy, sections);
    Zeroes.fill(copy, elements().bytes(count));
  }

  @Override
  public boolean updates() {
    return direction != Direction.IN;
  }

  /** How many elements lie there; one if nobody says more. */
  private int there(long address, WindowsMemory cell, Sections sections) {
    if (bounds.fixed().isPresent()) {
      return bounds.fixed().getAsInt();
    }
    if (bounds.extent().isSaid()) {
      return GivenCounts.limit(sections, address, bounds.extent().there(cell, sections));
    }
    return bounds.terminated() ? terminated(address, sections) : 1;
  }

  private long withEnd(int count) {
    return bounds.terminated() ? count + 1L : count;
  }

  /** Memory that is read element by element, or changed by a callback, is read at once. */
  private WindowsMemory near(WindowsMemory there, Sections sections) {
    if (argument) {
      return Blocks.read(there, abi, sections);
    }
    return elements() instanceof PrimitiveElements ? there : Blocks.copy(there, abi);
  }

  private int before(A value, WindowsMemory cell, Sections sections) {
    int length = elements().length(value);
    if (bounds.fixed().isPresent()) {
      checkLength(value, bounds.fixed().getAsInt(), path);
      return length;
    }
    if (length < bounds.least()) {
      throw Refusals.length(
          path,
          "an array of at least " + bounds.least() + " element",
          String.valueOf(length),
          "pass null for a null pointer, or room for what the function writes");
    }
    return bounds.extent().before(cell, sections, length);
  }

  private int after(A value, WindowsMemory cell, long address, Sections sections) {
    int length = elements().length(value);
    return bounds.fixed().isPresent()
        ? length
        : GivenCounts.limit(sections, address, bounds.extent().after(cell, sections, length));
  }

  /** How many elements lie before the first that is zero. */
  private int terminated(long address, Sections sections) {
    long size = elements().layout().size();
    if (size <= Integer.BYTES && Long.bitCount(size) == 1) {
      return (int) (sections.readTerminated(address, (int) size).length / size);
    }
    int count = 0;
    while (!Zeroes.isZero(sections.view(address + size * count, size))) {
      count++;
    }
    return count;
  }
}

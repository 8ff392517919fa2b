package org.bascule.marshallers.array;

import java.util.Optional;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Refusals;
import org.bascule.marshallers.memory.Zeroes;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A pointer to elements. A null array is a null pointer. What the DLL allocated is copied, then
 * freed if a directive names the function.
 */
final class ArrayPointerMarshaller<A> extends ArrayMarshaller<A> {
  private final Layout pointer;
  private final Bounds bounds;
  private final Direction direction;
  private final Optional<String> free;
  private final String path;

  /**
   * A marshaller.
   *
   * @param bounds how many elements there are
   * @param free the function that frees what was read
   */
  ArrayPointerMarshaller(
      Layout pointer,
      Elements<A> elements,
      Bounds bounds,
      Direction direction,
      Optional<String> free,
      String path) {
    super(elements);
    this.pointer = pointer;
    this.bounds = bounds;
    this.direction = direction;
    this.free = free;
    this.path = path;
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
    long end = bounds.terminated() ? elements().bytes(count + 1L) : bytes;
    WindowsMemory section = sections.allocate(end, elements().layout().alignment());
    if (direction == Direction.OUT) {
      Zeroes.fill(section, 0);
    } else {
      elements().write(value, count, section, sections);
      Zeroes.fill(section, bytes);
    }
    target.putPointer(0, section.address());
  }

  @Override
  public void update(A value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null || address == 0 || direction == Direction.IN) {
      return;
    }
    int count = after(value, source, sections);
    elements().update(value, count, sections.view(address, elements().bytes(count)), sections);
  }

  @Override
  public A read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (address == 0) {
      return null;
    }
    int count =
        bounds.fixed().isPresent()
            ? bounds.fixed().getAsInt()
            : bounds.extent().isSaid()
                ? bounds.extent().there(source, sections)
                : terminated(address, sections);
    A array = elements().create(count);
    elements().update(array, count, sections.view(address, elements().bytes(count)), sections);
    free.ifPresent(function -> sections.release(address, function));
    return array;
  }

  @Override
  public boolean updates() {
    return direction != Direction.IN;
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

  private int after(A value, WindowsMemory cell, Sections sections) {
    int length = elements().length(value);
    return bounds.fixed().isPresent() ? length : bounds.extent().after(cell, sections, length);
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

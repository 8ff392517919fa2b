package org.bascule.marshallers.array;

import org.bascule.marshallers.memory.InPlace;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;

/** An array of fixed length that lies where it stands: in a struct, or as a row of another. */
final class InlineArrayMarshaller<A> extends ArrayMarshaller<A> implements InPlace<A> {
  private final int count;
  private final String path;

  InlineArrayMarshaller(Elements<A> elements, int count, String path) {
    super(elements);
    this.count = count;
    this.path = path;
  }

  @Override
  public Layout layout() {
    return new Layout.Array(elements().layout(), count);
  }

  @Override
  public void write(A value, WindowsMemory target, Sections sections) {
    if (value == null) {
      throw Refusals.wrongKind(path, "an array of " + count + " elements", null);
    }
    if (count == 0 && elements().length(value) > 0) {
      throw Refusals.length(
          path,
          "no elements for an array without a length, which has none of its own",
          String.valueOf(elements().length(value)),
          "say in the declaration which member or argument counts them: [length(n)] T data[];"
              + " nothing was sent");
    }
    checkLength(value, count, path);
    elements().write(value, count, target, sections);
  }

  @Override
  public A read(WindowsMemory source, Sections sections) {
    A array = elements().create(count);
    elements().update(array, count, source, sections);
    return array;
  }

  @Override
  public void update(A value, WindowsMemory source, Sections sections) {
    elements().update(value, count, source, sections);
  }

  @Override
  public void writeBack(A value, WindowsMemory source, Sections sections) {
    change(value, source, sections);
    changeCounted(value, source, sections);
  }

  @Override
  public void change(A value, WindowsMemory copy, Sections sections) {
    checkLength(value, count, path);
    elements().change(value, count, copy, sections);
  }

  @Override
  public void changeCounted(A value, WindowsMemory there, Sections sections) {
    elements().changeCounted(value, count, there, sections);
  }

  @Override
  public boolean updates() {
    return true;
  }
}

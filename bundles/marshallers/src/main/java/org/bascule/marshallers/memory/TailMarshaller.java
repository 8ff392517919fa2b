package org.bascule.marshallers.memory;

import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Extent;
import org.bascule.spi.memory.GivenCounts;
import org.bascule.spi.memory.Refusals;

/**
 * The array at the end of a struct that has as many elements as another member, or an argument,
 * says. Its layout has those that C declares, one or none; what lies behind is found by address.
 *
 * @param <T> the values
 */
public final class TailMarshaller<T> implements Marshaller<T> {
  private final Layout.Array layout;
  private final IntFunction<Marshaller<T>> counted;
  private final ToIntFunction<T> length;
  private final Extent extent;
  private final Marshaller<T> declared;
  private final Abi abi;
  private final String path;

  /**
   * A tail.
   *
   * @param use the member, with a length
   * @param layout as C declares it
   * @param counted makes the marshaller of an array of so many elements
   * @param length how many elements a value has
   */
  public TailMarshaller(
      TypeUse use,
      MarshallerContext context,
      Layout.Array layout,
      IntFunction<Marshaller<T>> counted,
      ToIntFunction<T> length) {
    this.layout = layout;
    this.counted = counted;
    this.length = length;
    this.extent = Extent.of(use, context, layout.element().size());
    this.declared = counted.apply(0);
    this.abi = context.abi();
    this.path = use.path();
  }

  @Override
  public Class<T> javaType() {
    return declared.javaType();
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public long imageSize(T value) {
    return Math.max(layout.size(), value == null ? 0 : bytes(length.applyAsInt(value)));
  }

  /** All of the value: what counts may be said by the DLL only. */
  @Override
  public void write(T value, WindowsMemory cell, Sections sections) {
    int count = value == null ? 0 : length.applyAsInt(value);
    extent.before(cell, sections, count);
    GivenCounts.remember(sections, cell.address(), count);
    if (value != null) {
      counted.apply(count).write(value, there(cell, count, sections), sections);
    }
  }

  @Override
  public T read(WindowsMemory cell, Sections sections) {
    int count = GivenCounts.limit(sections, cell.address(), extent.there(cell, sections));
    WindowsMemory there = there(cell, count, sections);
    return counted.apply(count).read(Blocks.copy(there, abi), sections);
  }

  /** An array stays the same object; elements behind those that count stay as they are. */
  @Override
  public void update(T value, WindowsMemory cell, Sections sections) {
    int count =
        GivenCounts.limit(
            sections, cell.address(), extent.after(cell, sections, length.applyAsInt(value)));
    counted.apply(count).update(value, there(cell, count, sections), sections);
  }

  /** There is no room for more than the DLL's struct has. */
  @Override
  public void writeBack(T value, WindowsMemory cell, Sections sections) {
    int count = length.applyAsInt(value);
    int room = extent.there(cell, sections);
    if (count > room) {
      throw Refusals.length(
          path,
          "at most " + room + " elements back from the callback",
          String.valueOf(count),
          "leave an array that is no longer than the one it was given");
    }
    counted.apply(count).writeBack(value, there(cell, count, sections), sections);
  }

  @Override
  public boolean updates() {
    return declared.updates();
  }

  @Override
  public T accept(Object argument, String argumentPath) {
    return declared.accept(argument, argumentPath);
  }

  private WindowsMemory there(WindowsMemory cell, int count, Sections sections) {
    return sections.view(cell.address(), bytes(count));
  }

  private long bytes(int count) {
    return Math.multiplyExact(layout.element().size(), (long) count);
  }
}

package org.bascule.marshallers.array;

import java.lang.reflect.Array;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Elements that are copied all at once. The marshaller of one is for loose values only. */
record PrimitiveElements<A>(PrimitiveKind<A> kind, Marshaller<?> element) implements Elements<A> {
  @Override
  public Class<A> arrayType() {
    return kind.arrayType();
  }

  @Override
  public Layout layout() {
    return element.layout();
  }

  @Override
  public A create(int count) {
    return kind.create().apply(count);
  }

  @Override
  public int length(A array) {
    return kind.length().applyAsInt(array);
  }

  @Override
  public void write(A array, int count, WindowsMemory memory, Sections sections) {
    kind.put().run(memory, array, count);
  }

  @Override
  public void update(A array, int count, WindowsMemory memory, Sections sections) {
    kind.get().run(memory, array, count);
  }

  @Override
  public void accept(A array, int index, Object value, String path) {
    Array.set(array, index, element.accept(value, path));
  }
}

package org.bascule.marshallers.struct;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.bascule.marshallers.memory.Changes;
import org.bascule.marshallers.memory.InPlace;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;
import org.bascule.spi.memory.Zeroes;

/**
 * A record as a union: the one component that is not null is written, all are read.
 *
 * @param getters {@code (Object)Object} for each component
 * @param reader {@code (Image)Object}
 */
record RecordUnionMarshaller<T>(
    Class<T> javaType, Shape shape, List<MethodHandle> getters, MethodHandle reader)
    implements InPlace<T> {
  @Override
  public Layout layout() {
    return shape.layout();
  }

  @Override
  public void write(T value, WindowsMemory target, Sections sections) {
    Zeroes.fill(target, 0);
    if (value == null) {
      shape.checkMayBeMissing("a " + javaType.getSimpleName());
      return;
    }
    int given = given(value);
    shape.members().get(given).write(get(given, value), target, sections);
  }

  @Override
  public T read(WindowsMemory source, Sections sections) {
    return RecordHandles.read(reader, javaType, source, sections);
  }

  @Override
  public void writeBack(T value, WindowsMemory source, Sections sections) {
    Changes.writeBack(this, value, source, shape.abi(), sections);
  }

  @Override
  public void change(T value, WindowsMemory copy, Sections sections) {
    new UnionChanges(shape).change(member -> get(member, value), copy, sections);
  }

  @Override
  public void changeCounted(T value, WindowsMemory there, Sections sections) {
    new UnionChanges(shape).changeCounted(member -> get(member, value), there, sections);
  }

  private Object get(Member member, T value) {
    return get(shape.members().indexOf(member), value);
  }

  /** The index of the only component that is not null. */
  private int given(T value) {
    int given = -1;
    for (int i = 0; i < getters.size(); i++) {
      if (get(i, value) == null) {
        continue;
      }
      if (given >= 0) {
        throw notOne(shape.members().get(given).name() + " and " + shape.members().get(i).name());
      }
      given = i;
    }
    if (given < 0) {
      throw notOne("none");
    }
    return given;
  }

  private Object get(int component, T value) {
    return RecordHandles.get(getters.get(component), value);
  }

  private RuntimeException notOne(String actual) {
    return Refusals.argument(
        shape.path(),
        "exactly one of the " + shape.names() + ", the others null",
        actual,
        "make a record with the one that is meant");
  }
}

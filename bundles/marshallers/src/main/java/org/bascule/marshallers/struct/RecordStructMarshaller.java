package org.bascule.marshallers.struct;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.bascule.marshallers.memory.Changes;
import org.bascule.marshallers.memory.InPlace;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Zeroes;

/**
 * A record as a struct. A record cannot change: whoever holds one by pointer replaces it by one
 * that was read.
 *
 * @param writer {@code (Image, Object)void}
 * @param reader {@code (Image)Object}
 * @param getters {@code (Object)Object} for each component
 */
record RecordStructMarshaller<T>(
    Class<T> javaType,
    Shape shape,
    MethodHandle writer,
    MethodHandle reader,
    List<MethodHandle> getters)
    implements InPlace<T> {
  @Override
  public Layout layout() {
    return shape.layout();
  }

  @Override
  public long imageSize(T value) {
    return shape.size(last -> value == null ? null : get(last, value));
  }

  @Override
  public void write(T value, WindowsMemory target, Sections sections) {
    Zeroes.fill(target, 0);
    if (value == null) {
      shape.checkMayBeMissing("a " + javaType.getSimpleName());
      return;
    }
    try {
      writer.invokeExact(new Image(target, sections), (Object) value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw RecordHandles.unexpected(e);
    }
  }

  @Override
  public T read(WindowsMemory source, Sections sections) {
    return RecordHandles.read(reader, javaType, source, sections);
  }

  /** A record of a callback may be another one now, and its arrays may have other content. */
  @Override
  public void writeBack(T value, WindowsMemory source, Sections sections) {
    Changes.writeBack(this, value, source, shape.abi(), sections);
  }

  @Override
  public void change(T value, WindowsMemory copy, Sections sections) {
    for (Member member : shape.inWriteOrder()) {
      member.change(get(member, value), copy, sections);
    }
  }

  @Override
  public void changeCounted(T value, WindowsMemory there, Sections sections) {
    for (Member member : shape.inWriteOrder()) {
      member.changeCounted(get(member, value), there, sections);
    }
  }

  private Object get(Member member, T value) {
    return RecordHandles.get(getters.get(shape.members().indexOf(member)), value);
  }
}

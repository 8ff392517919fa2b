package org.bascule.marshallers.struct;

import java.lang.invoke.MethodHandle;
import org.bascule.marshallers.memory.Zeroes;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A record as a struct. A record cannot change: whoever holds one by pointer replaces it by one
 * that was read.
 *
 * @param writer {@code (Image, Object)void}
 * @param reader {@code (Image)Object}
 */
record RecordStructMarshaller<T>(
    Class<T> javaType, Shape shape, MethodHandle writer, MethodHandle reader)
    implements Marshaller<T> {
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
    try {
      writer.invokeExact(new Image(target, sections), (Object) value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Woven.unexpected(e);
    }
  }

  @Override
  public T read(WindowsMemory source, Sections sections) {
    return Woven.read(reader, javaType, source, sections);
  }
}

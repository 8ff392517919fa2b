package org.bascule.marshallers.struct;

import java.lang.invoke.MethodHandle;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Runs woven handles. */
final class RecordHandles {
  private RecordHandles() {}

  /** What {@code (Image)Object} reads. */
  static <T> T read(MethodHandle reader, Class<T> type, WindowsMemory source, Sections sections) {
    try {
      return type.cast((Object) reader.invokeExact(new Image(source, sections)));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** What {@code (Object)Object} gets. */
  static Object get(MethodHandle getter, Object record) {
    try {
      return getter.invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Accessors and canonical constructors declare no checked exceptions. */
  static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a record threw a checked exception", e);
  }
}

package org.bascule.jna;

import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Reads a value again that stands in a field or an array: an object that still means the same is
 * kept.
 *
 * @param <T> the values
 */
@FunctionalInterface
public interface Reread<T> {
  /**
   * The value that is there now.
   *
   * @param old what stood there before, perhaps null
   */
  T reread(T old, WindowsMemory source, Sections call);

  /** A marshaller that has a way of its own to do so. */
  interface Capable<T> extends Marshaller<T>, Reread<T> {}

  /** How values of that marshaller are read again. */
  static <T> Reread<T> of(Marshaller<T> marshaller) {
    if (marshaller instanceof Capable<T> capable) {
      return capable;
    }
    return marshaller.updates()
        ? (old, source, call) -> updated(marshaller, old, source, call)
        : (old, source, call) -> kept(old, marshaller.read(source, call));
  }

  private static <T> T updated(
      Marshaller<T> marshaller, T old, WindowsMemory source, Sections call) {
    if (old == null) {
      return marshaller.read(source, call);
    }
    marshaller.update(old, source, call);
    return old;
  }

  private static <T> T kept(T old, T fresh) {
    return old != null && old.equals(fresh) ? old : fresh;
  }
}

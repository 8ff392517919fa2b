package org.bascule.spi;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A marshaller of values that fit one register. Implementors give the bits; image and slot follow.
 *
 * @param <T> the Java type; the wrapper for primitives
 */
@ConsumerType
public interface ScalarMarshaller<T> extends Marshaller<T> {
  @Override
  Layout.Scalar layout();

  /**
   * The value as a slot holds it: sign- or zero-extended to 64 bits as its kind says, floating
   * values as their IEEE bits, {@code float} in the low half.
   */
  long toBits(T value);

  /** The value of these bits, of which only the layout's low bytes count. */
  T fromBits(long bits);

  /**
   * {@link #toBits} as a handle {@code (P)long} for a primitive {@code P}, so that a call needs no
   * boxing. Empty for reference types.
   */
  default Optional<MethodHandle> encoder() {
    return Optional.empty();
  }

  /**
   * {@link #fromBits} as a handle {@code (long)P} for a primitive {@code P}. Empty for reference
   * types.
   */
  default Optional<MethodHandle> decoder() {
    return Optional.empty();
  }

  /**
   * Whether every value of the primitive type is, bit for bit, a value of the layout: both have the
   * same width, and neither {@link #toBits} nor {@link #fromBits} changes or refuses anything. Then
   * arrays of the primitive type are copied as they are. False, the default, is never wrong.
   */
  default boolean isPlain() {
    return false;
  }

  @Override
  default void write(T value, WindowsMemory target, Sections sections) {
    long bits = toBits(value);
    switch (layout().bytes()) {
      case 1 -> target.putByte(0, (byte) bits);
      case 2 -> target.putShort(0, (short) bits);
      case 4 -> target.putInt(0, (int) bits);
      default -> target.putLong(0, bits);
    }
  }

  @Override
  default T read(WindowsMemory source, Sections sections) {
    return fromBits(
        switch (layout().bytes()) {
          case 1 -> source.getByte(0);
          case 2 -> source.getShort(0);
          case 4 -> source.getInt(0);
          default -> source.getLong(0);
        });
  }
}

package org.bascule.jna;

import com.sun.jna.FromNativeContext;
import com.sun.jna.NativeMapped;
import com.sun.jna.NativeMappedConverter;
import org.bascule.error.SignatureException;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/**
 * A {@link NativeMapped} class's own conversion.
 *
 * @param type the class
 * @param converter JNA's, which holds an instance of it
 * @param context what {@code fromNative} is told
 */
public record Conversion<T extends NativeMapped>(
    Class<T> type, NativeMappedConverter converter, FromNativeContext context) {
  /**
   * The conversion of that class.
   *
   * @throws SignatureException if it has no instance to ask
   */
  public static <T extends NativeMapped> Conversion<T> of(Class<T> type, TypeUse use) {
    try {
      // Not JNA's cached one: the cache would keep the class of a stopped bundle alive.
      NativeMappedConverter converter = new NativeMappedConverter(type);
      return new Conversion<>(type, converter, ValuePlace.of(use).inward(type));
    } catch (RuntimeException | LinkageError e) {
      throw Refusals.signature(
          use,
          "a NativeMapped class that can be made without arguments",
          type.getTypeName() + ": " + e,
          "give it a public constructor without parameters");
    }
  }

  /** The same, but this is what {@code fromNative} is told. */
  public Conversion<T> told(FromNativeContext other) {
    return new Conversion<>(type, converter, other);
  }

  /** The class that C sees. */
  public Class<?> nativeType() {
    return converter.nativeType();
  }

  /** What C gets for the value; the class decides what null means. */
  public Object toNative(T value) {
    // Not told anything: the value converts itself.
    return converter.toNative(value, null);
  }

  /** The value for what C gave; the class decides what null means. */
  public T fromNative(Object value) {
    return type.cast(converter.fromNative(value, context));
  }
}

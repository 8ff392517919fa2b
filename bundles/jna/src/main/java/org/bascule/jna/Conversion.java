package org.bascule.jna;

import com.sun.jna.FromNativeContext;
import com.sun.jna.NativeMapped;
import com.sun.jna.NativeMappedConverter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
  /** Its constructor is JNA's own business, yet classes may ask the context for the type. */
  private static final MethodHandle NEW_CONTEXT = newContext();

  /**
   * The conversion of that class.
   *
   * @throws SignatureException if it has no instance to ask
   */
  public static <T extends NativeMapped> Conversion<T> of(Class<T> type, TypeUse use) {
    try {
      // Not JNA's cached one: the cache would keep the class of a stopped bundle alive.
      NativeMappedConverter converter = new NativeMappedConverter(type);
      return new Conversion<>(type, converter, (FromNativeContext) NEW_CONTEXT.invoke(type));
    } catch (Throwable e) {
      throw Refusals.signature(
          use,
          "a NativeMapped class that can be made without arguments",
          type.getTypeName() + ": " + e,
          "give it a public constructor without parameters");
    }
  }

  /** What {@code fromNative} of a converter is told where it makes a value of that type. */
  public static FromNativeContext contextOf(Class<?> type) {
    try {
      return (FromNativeContext) NEW_CONTEXT.invoke(type);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The class that C sees. */
  public Class<?> nativeType() {
    return converter.nativeType();
  }

  /** The value for what C gave; the class decides what null means. */
  public T fromNative(Object value) {
    return type.cast(converter.fromNative(value, context));
  }

  private static MethodHandle newContext() {
    try {
      var constructor = FromNativeContext.class.getDeclaredConstructor(Class.class);
      constructor.setAccessible(true);
      return MethodHandles.lookup().unreflectConstructor(constructor);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

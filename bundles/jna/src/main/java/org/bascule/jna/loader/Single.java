package org.bascule.jna.loader;

import com.sun.jna.FromNativeContext;
import com.sun.jna.NativeMapped;

/** A {@code float} that stays one; among arguments of any number it would become a double. */
public record Single(Float value) implements NativeMapped {
  /** For JNA, which asks an instance for the type. */
  public Single() {
    this(0f);
  }

  @Override
  public Object fromNative(Object value, FromNativeContext context) {
    return new Single((Float) value);
  }

  @Override
  public Object toNative() {
    return value;
  }

  @Override
  public Class<?> nativeType() {
    return Float.class;
  }
}

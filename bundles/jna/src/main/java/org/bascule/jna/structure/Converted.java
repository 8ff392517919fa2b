package org.bascule.jna.structure;

import com.sun.jna.FromNativeConverter;
import com.sun.jna.ToNativeConverter;
import java.lang.invoke.MethodType;
import org.bascule.jna.Mapped;
import org.bascule.spi.Marshaller;

/** Values that a library's type mapper converts. */
final class Converted {
  private Converted() {}

  static <N> Marshaller<Object> of(
      Class<?> type, Marshaller<N> inner, ToNativeConverter outward, FromNativeConverter inward) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    return new Mapped<>(
        Object.class,
        inner,
        value -> inner.javaType().cast(outward.toNative(value, null)),
        value -> boxed.cast(inward.fromNative(value, null)));
  }
}

package org.bascule.jna.library;

import com.sun.jna.FromNativeContext;
import com.sun.jna.FromNativeConverter;
import com.sun.jna.ToNativeContext;
import com.sun.jna.ToNativeConverter;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import org.bascule.jna.Mapped;
import org.bascule.jna.MappedScalar;
import org.bascule.jna.ValuePlace;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;

/** Values that a library's type mapper converts. */
public final class Converted {
  private Converted() {}

  /**
   * A field of that type: null is converted too, as in JNA.
   *
   * @param to what is told to the converter of what C gets
   * @param from what is told to the converter of what Java gets
   */
  public static <N> Marshaller<Object> of(
      Class<?> type,
      Marshaller<N> inner,
      ToNativeConverter outward,
      FromNativeConverter inward,
      ToNativeContext to,
      FromNativeContext from) {
    return marshaller(
        inner,
        value -> inner.javaType().cast(outward.toNative(value, to)),
        inward(type, inward, from));
  }

  /**
   * An argument or a result; a null argument stays null, as in JNA.
   *
   * @param outward may be null for a result
   * @param inward may be null for an argument
   */
  static <N> Marshaller<Object> ofUse(
      TypeUse use, Marshaller<N> inner, ToNativeConverter outward, FromNativeConverter inward) {
    Class<?> type = use.rawType();
    ValuePlace place = ValuePlace.of(use);
    ToNativeContext to = place.outward();
    return marshaller(
        inner,
        value -> value == null ? null : inner.javaType().cast(outward.toNative(value, to)),
        inward(type, inward, place.inward(type)));
  }

  private static <N> Marshaller<Object> marshaller(
      Marshaller<N> inner, Function<Object, N> outward, Function<N, Object> inward) {
    return inner instanceof ScalarMarshaller<N> scalar
        ? new MappedScalar<>(Object.class, scalar, outward, inward)
        : new Mapped<>(Object.class, inner, outward, inward);
  }

  private static <N> Function<N, Object> inward(
      Class<?> type, FromNativeConverter converter, FromNativeContext from) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    return value -> boxed.cast(converter.fromNative(value, from));
  }
}

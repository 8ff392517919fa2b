package org.bascule.spi.kit;

import java.lang.invoke.MethodHandle;
import java.util.function.BiPredicate;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/** What is true of every scalar's bits. */
final class ScalarRules {
  private ScalarRules() {}

  static <T> void check(
      ScalarMarshaller<T> scalar, T value, BiPredicate<Object, Object> equality, Rule rule) {
    long bits = scalar.toBits(value);
    Layout.Scalar layout = scalar.layout();
    rule.require(
        bits == extended(bits, layout),
        "toBits() is not extended as " + layout.kind() + ": 0x" + Long.toHexString(bits));
    T back = scalar.fromBits(bits ^ unused(layout));
    rule.require(
        equality.test(value, back), "fromBits() looks at bits above the layout's: " + back);
    scalar.encoder().ifPresent(handle -> encoder(handle, value, bits, rule));
    scalar.decoder().ifPresent(handle -> decoder(handle, back, bits ^ unused(layout), rule));
  }

  private static void encoder(MethodHandle handle, Object value, long bits, Rule rule) {
    rule.require(
        handle.type().parameterCount() == 1
            && handle.type().parameterType(0).isPrimitive()
            && handle.type().returnType() == long.class,
        "the encoder is no (primitive)long: " + handle.type());
    rule.require(
        Long.valueOf(bits).equals(invoke(handle, value)), "the encoder disagrees with toBits()");
  }

  private static void decoder(MethodHandle handle, Object value, long bits, Rule rule) {
    rule.require(
        handle.type().parameterCount() == 1
            && handle.type().parameterType(0) == long.class
            && handle.type().returnType().isPrimitive(),
        "the decoder is no (long)primitive: " + handle.type());
    rule.require(value.equals(invoke(handle, bits)), "the decoder disagrees with fromBits()");
  }

  private static Object invoke(MethodHandle handle, Object argument) {
    try {
      return handle.invoke(argument);
    } catch (Throwable e) {
      throw new AssertionError(handle + " threw " + e, e);
    }
  }

  private static long unused(Layout.Scalar layout) {
    return layout.bytes() == Long.BYTES ? 0 : -1L << 8 * layout.bytes();
  }

  private static long extended(long bits, Layout.Scalar layout) {
    int shift = 64 - 8 * layout.bytes();
    return layout.kind() == Layout.Kind.SIGNED ? bits << shift >> shift : bits << shift >>> shift;
  }
}

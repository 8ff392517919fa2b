package org.bascule.bridge.plan;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.bascule.spi.ScalarMarshaller;

/** What moves scalars between Java and the bits of a slot; without boxing where it can be. */
public final class ScalarHandles {
  private static final MethodHandle TO_BITS;
  private static final MethodHandle FROM_BITS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TO_BITS =
          lookup.findVirtual(
              ScalarMarshaller.class, "toBits", methodType(long.class, Object.class));
      FROM_BITS =
          lookup.findVirtual(
              ScalarMarshaller.class, "fromBits", methodType(Object.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private ScalarHandles() {}

  /** {@code (carrier) long}. */
  public static MethodHandle encoder(ScalarMarshaller<?> marshaller, Class<?> carrier) {
    MethodHandle boxed = TO_BITS.bindTo(marshaller);
    MethodHandle exact = carrier.isPrimitive() ? marshaller.encoder().orElse(boxed) : boxed;
    return exact.asType(methodType(long.class, carrier));
  }

  /** {@code (long) carrier}. */
  public static MethodHandle decoder(ScalarMarshaller<?> marshaller, Class<?> carrier) {
    MethodHandle boxed = FROM_BITS.bindTo(marshaller);
    MethodHandle exact = carrier.isPrimitive() ? marshaller.decoder().orElse(boxed) : boxed;
    return exact.asType(methodType(carrier, long.class));
  }
}

package org.bascule.marshallers.address;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.memory.Refusals;

/** An address in a Java {@code long}. */
record LongAddressMarshaller(PointerBits pointer, String path) implements ScalarMarshaller<Long> {
  private static final MethodHandle ENCODE = handle("encode");
  private static final MethodHandle DECODE = handle("decode");

  @Override
  public Class<Long> javaType() {
    return Long.class;
  }

  @Override
  public Layout.Scalar layout() {
    return pointer.layout();
  }

  @Override
  public long toBits(Long value) {
    if (value == null) {
      throw Refusals.argument(
          path,
          "a long with an address (" + pointer.type().name() + ")",
          "null",
          "pass 0 for a null pointer");
    }
    return encode(value);
  }

  @Override
  public Long fromBits(long bits) {
    return decode(bits);
  }

  @Override
  public Optional<MethodHandle> encoder() {
    return Optional.of(ENCODE.bindTo(this));
  }

  @Override
  public Optional<MethodHandle> decoder() {
    return Optional.of(DECODE.bindTo(this));
  }

  @Override
  public Long accept(Object argument, String argumentPath) {
    long bits = pointer.accept(argument, argumentPath);
    pointer.send(bits, argumentPath);
    return bits;
  }

  private long encode(long value) {
    return pointer.send(value, path);
  }

  private long decode(long bits) {
    return pointer.receive(bits);
  }

  private static MethodHandle handle(String name) {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              LongAddressMarshaller.class, name, MethodType.methodType(long.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

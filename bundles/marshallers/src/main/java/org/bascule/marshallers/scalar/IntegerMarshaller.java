package org.bascule.marshallers.scalar;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/**
 * Whole numbers. Where both types have the same width, the bits pass unchecked, as JNA's users are
 * used to: {@code -1} is a valid {@code int} for an {@code unsigned int}. Everywhere else a value
 * outside the C type's range is refused.
 */
final class IntegerMarshaller<T> implements ScalarMarshaller<T> {
  private static final MethodHandle SEND = Handles.own(MethodHandles.lookup(), "send", long.class);
  private static final MethodHandle RECEIVE =
      Handles.own(MethodHandles.lookup(), "receive", long.class);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final JavaInteger<T> java;
  private final CScalar c;
  private final String path;
  private final boolean unchecked;
  private final long least;
  private final long most;

  IntegerMarshaller(JavaInteger<T> java, CScalar c, String path) {
    this.java = java;
    this.c = c;
    this.path = path;
    this.unchecked = java.layout().bytes() == c.bytes() && c.role() != CScalar.Role.BOOL;
    this.least = unchecked ? Long.MIN_VALUE : c.min().longValue();
    this.most = unchecked ? Long.MAX_VALUE : c.max().min(LONG_MAX).longValue();
  }

  @Override
  public Class<T> javaType() {
    return java.wrapper();
  }

  @Override
  public Layout.Scalar layout() {
    return c.layout();
  }

  @Override
  public long toBits(T value) {
    if (value == null) {
      throw ScalarMistakes.missing(path, c);
    }
    return send(java.toLong().applyAsLong(value));
  }

  @Override
  public T fromBits(long bits) {
    return java.fromLong().apply(receive(bits));
  }

  @Override
  public Optional<MethodHandle> encoder() {
    boolean widensAlike = unchecked && c.layout().equals(java.layout());
    MethodHandle step = widensAlike ? Handles.IDENTITY : SEND.bindTo(this);
    return Optional.of(
        MethodHandles.explicitCastArguments(
            step, MethodType.methodType(long.class, java.primitive())));
  }

  @Override
  public Optional<MethodHandle> decoder() {
    MethodHandle step = unchecked ? Handles.IDENTITY : RECEIVE.bindTo(this);
    return Optional.of(
        MethodHandles.explicitCastArguments(
            step, MethodType.methodType(java.primitive(), long.class)));
  }

  @Override
  public boolean isPlain() {
    return unchecked;
  }

  @Override
  public T accept(Object argument, String argumentPath) {
    if (java.wrapper().isInstance(argument)) {
      return java.wrapper().cast(argument);
    }
    BigInteger number = Exact.whole(argument, argumentPath, c);
    if (!accepts(number)) {
      throw ScalarMistakes.outOfRange(argumentPath, c, String.valueOf(argument));
    }
    return java.fromLong().apply(number.longValue());
  }

  private boolean accepts(BigInteger number) {
    boolean inC = Exact.within(number, c.min(), c.max());
    boolean inJava = Exact.within(number, java.min(), java.max());
    return unchecked ? inC || inJava : inC && inJava;
  }

  private long send(long value) {
    if (value < least || value > most) {
      throw ScalarMistakes.outOfRange(path, c, String.valueOf(value));
    }
    return c.extend(value);
  }

  private long receive(long bits) {
    long value = c.extend(bits);
    boolean lost = java.toLong().applyAsLong(java.fromLong().apply(value)) != value;
    if (!unchecked && lost) {
      throw ScalarMistakes.outOfRange(path, java.plain(), String.valueOf(value));
    }
    return value;
  }
}

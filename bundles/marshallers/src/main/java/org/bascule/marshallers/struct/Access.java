package org.bascule.marshallers.struct;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The steps that records are woven of. */
final class Access {
  /** {@code (Member, Image, Object)void}. */
  static final MethodHandle WRITE = step("write", void.class, Member.class, Object.class);

  /** {@code (Member, Image)Object}. */
  static final MethodHandle READ = step("read", Object.class, Member.class);

  /** {@code (Member, Image)Object}; null for what makes no value. */
  static final MethodHandle READ_IF_POSSIBLE = step("readIfPossible", Object.class, Member.class);

  private static final MethodHandle[] PUT = steps("put", void.class, long.class);
  private static final MethodHandle[] GET = steps("get", long.class);

  private Access() {}

  /** {@code (long offset, Image, long bits)void} for a scalar of that many bytes. */
  static MethodHandle put(int bytes) {
    return PUT[Integer.numberOfTrailingZeros(bytes)];
  }

  /** {@code (long offset, Image)long} for a scalar of that many bytes. */
  static MethodHandle get(int bytes) {
    return GET[Integer.numberOfTrailingZeros(bytes)];
  }

  private static void write(Member member, Image image, Object value) {
    member.write(value, image.memory(), image.sections());
  }

  private static Object read(Member member, Image image) {
    return member.read(image.memory(), image.sections());
  }

  private static Object readIfPossible(Member member, Image image) {
    return member.readIfPossible(image.memory(), image.sections());
  }

  private static void put1(long offset, Image image, long bits) {
    image.memory().putByte(offset, (byte) bits);
  }

  private static void put2(long offset, Image image, long bits) {
    image.memory().putShort(offset, (short) bits);
  }

  private static void put4(long offset, Image image, long bits) {
    image.memory().putInt(offset, (int) bits);
  }

  private static void put8(long offset, Image image, long bits) {
    image.memory().putLong(offset, bits);
  }

  private static long get1(long offset, Image image) {
    return image.memory().getByte(offset);
  }

  private static long get2(long offset, Image image) {
    return image.memory().getShort(offset);
  }

  private static long get4(long offset, Image image) {
    return image.memory().getInt(offset);
  }

  private static long get8(long offset, Image image) {
    return image.memory().getLong(offset);
  }

  private static MethodHandle[] steps(String name, Class<?> result, Class<?>... last) {
    MethodHandle[] steps = new MethodHandle[4];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = step(name + (1 << i), result, long.class, last);
    }
    return steps;
  }

  private static MethodHandle step(String name, Class<?> result, Class<?> first, Class<?>... last) {
    MethodType type = MethodType.methodType(result, first, Image.class).appendParameterTypes(last);
    try {
      return MethodHandles.lookup().findStatic(Access.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

package org.bascule.marshallers.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomArrayTest {
  private static final int ROUNDS = 5_000;
  private static final List<String> ELEMENTS =
      List.of("int8_t", "short", "int", "long long", "float", "double", "size_t", "_Bool");

  @ParameterizedTest
  @EnumSource
  void bringsBackJustWhatTheFunctionMayChange(Abi abi) {
    long seed = Long.getLong("bascule.seed", System.nanoTime());
    System.out.println("random arrays for " + abi + ": -Dbascule.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      inverts(abi, random, "seed " + seed + ", round " + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWroteInAnyShape(Abi abi) {
    long seed = Long.getLong("bascule.seed", System.nanoTime());
    System.out.println("random shapes for " + abi + ": -Dbascule.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS / 5; i++) {
      CType type = Uses.named(ELEMENTS.get(random.nextInt(ELEMENTS.size())));
      for (int depth = random.nextInt(3); depth >= 0; depth--) {
        type = Uses.array(type, 1 + random.nextInt(4));
      }
      echoes(abi, Uses.c(Uses.pointer(type)), random, "seed " + seed + ", " + type);
    }
  }

  /** The function inverts what it was given; the test does the same in Java, byte by byte. */
  private static void inverts(Abi abi, Random random, String about) {
    FakeCall call = new FakeCall(abi);
    TypeUse pointer =
        Uses.c(Uses.pointer(Uses.named(ELEMENTS.get(random.nextInt(ELEMENTS.size() - 1)))));
    Class<?> type = call.marshaller(pointer).javaType();
    Object array = fill(Array.newInstance(type.getComponentType(), 1 + random.nextInt(9)), random);
    int length = Array.getLength(array);
    call.n = random.nextInt(length + 1);
    call.m = random.nextInt(length + 3);
    Direction direction = Direction.values()[random.nextInt(3)];
    Directive directive = Directive.NONE.withLength("n").withValid("m").withDirection(direction);
    byte[] before = bytes(abi, array);

    call.call(Uses.both(type, pointer.cType().get(), directive), array, RandomArrayTest::invert);

    int size = before.length / length;
    int changed = direction == Direction.IN ? 0 : size * (int) Math.min(call.n, call.m);
    byte[] expected = before.clone();
    for (int i = 0; i < changed; i++) {
      expected[i] = (byte) (direction == Direction.OUT ? -1 : ~before[i]);
    }
    assertThat(bytes(abi, array)).as(about).containsExactly(expected);
  }

  private static void echoes(Abi abi, TypeUse use, Random random, String about) {
    FakeCall call = new FakeCall(abi);
    Object array = shaped(use.cType().get(), call, random);
    call.send(use, array);

    Object read = call.marshaller(Uses.at(Place.RESULT, use)).read(call.cell, call.sections);

    assertThat(Arrays.deepEquals(new Object[] {array}, new Object[] {read})).as(about).isTrue();
  }

  private static Object shaped(CType pointer, FakeCall call, Random random) {
    Class<?> type = call.marshaller(Uses.c(pointer)).javaType();
    return shaped(((CType.Pointer) pointer).target(), type, random);
  }

  private static Object shaped(CType c, Class<?> type, Random random) {
    CType.Array shape = (CType.Array) c;
    Object array = Array.newInstance(type.getComponentType(), (int) shape.count());
    if (!(shape.element() instanceof CType.Array)) {
      return fill(array, random);
    }
    for (int i = 0; i < shape.count(); i++) {
      Array.set(array, i, shaped(shape.element(), type.getComponentType(), random));
    }
    return array;
  }

  private static Object fill(Object array, Random random) {
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, value(array.getClass().getComponentType(), random));
    }
    return array;
  }

  private static Object value(Class<?> type, Random random) {
    long bits = random.nextLong();
    return switch (type.getName()) {
      case "byte" -> (byte) bits;
      case "short" -> (short) bits;
      case "int" -> (int) bits;
      case "long" -> bits;
      case "float" -> Float.intBitsToFloat((int) bits & 0x7F7F_FFFF);
      case "double" -> Double.longBitsToDouble(bits & 0x7FEF_FFFF_FFFF_FFFFL);
      default -> (bits & 1) != 0;
    };
  }

  /** The array's bytes as C has them. */
  private static byte[] bytes(Abi abi, Object array) {
    return new FakeCall(abi).send(Uses.java(array.getClass()), array).toBytes();
  }

  private static void invert(WindowsMemory memory) {
    for (long i = 0; i < memory.size(); i++) {
      memory.putByte(i, (byte) ~memory.getByte(i));
    }
  }
}

package org.bascule.marshallers.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.Uses.N;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.ShortBuffer;
import org.bascule.annotation.Direction;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BufferMarshallerFactoryTest {
  @ParameterizedTest
  @EnumSource
  void movesWhatLiesBetweenPositionAndLimit(Abi abi) {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}).position(1).limit(4);

    new FakeCall(abi)
        .call(
            Uses.java(ByteBuffer.class),
            buffer,
            m -> {
              assertThat(m.size()).isEqualTo(3);
              assertThat(m.getByte(0)).isEqualTo((byte) 2);
              m.putByte(2, (byte) 40);
            });

    assertThat(buffer.array()).containsExactly(1, 2, 3, 40, 5);
    assertThat(buffer.position()).isEqualTo(1);
    assertThat(buffer.limit()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void movesEveryKindWhateverItsByteOrder(Abi abi) {
    ByteBuffer big = ByteBuffer.allocateDirect(16);
    ByteBuffer little = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (ByteBuffer bytes : new ByteBuffer[] {big, little}) {
      ShortBuffer shorts = bytes.asShortBuffer().put(0, (short) 258);
      swapHalves(abi, ShortBuffer.class, shorts);
      assertThat(shorts.get(4)).isEqualTo((short) 258);
      CharBuffer chars = bytes.asCharBuffer().put(1, '€');
      swapHalves(abi, CharBuffer.class, chars);
      assertThat(chars.get(5)).isEqualTo('€');
      IntBuffer ints = bytes.asIntBuffer().put(0, 0x01020304);
      swapHalves(abi, IntBuffer.class, ints);
      assertThat(ints.get(2)).isEqualTo(0x01020304);
      LongBuffer longs = bytes.asLongBuffer().put(0, 0x0102030405060708L);
      swapHalves(abi, LongBuffer.class, longs);
      assertThat(longs.get(1)).isEqualTo(0x0102030405060708L);
      FloatBuffer floats = bytes.asFloatBuffer().put(0, 1.5f);
      swapHalves(abi, FloatBuffer.class, floats);
      assertThat(floats.get(2)).isEqualTo(1.5f);
      DoubleBuffer doubles = bytes.asDoubleBuffer().put(0, -0.5);
      swapHalves(abi, DoubleBuffer.class, doubles);
      assertThat(doubles.get(1)).isEqualTo(-0.5);
    }
  }

  @Test
  void writesLittleEndian() {
    IntBuffer big = ByteBuffer.allocate(4).asIntBuffer().put(0, 0x01020304);

    assertThat(new FakeCall(Abi.X64).send(Uses.java(IntBuffer.class), big).toBytes())
        .containsExactly(4, 3, 2, 1);
  }

  @Test
  void movesMoreThanItCopiesAtOnce() {
    int count = 100_000;
    ByteBuffer buffer = ByteBuffer.allocate(count);
    for (int i = 0; i < count; i++) {
      buffer.put(i, (byte) (i % 101));
    }

    new FakeCall(Abi.X64)
        .call(
            Uses.java(ByteBuffer.class),
            buffer,
            m -> {
              for (int i = 0; i < count; i++) {
                assertThat(m.getByte(i)).isEqualTo((byte) (i % 101));
                m.putByte(i, (byte) (i % 103));
              }
            });

    for (int i = 0; i < count; i++) {
      assertThat(buffer.get(i)).isEqualTo((byte) (i % 103));
    }
  }

  @Test
  void bringsNothingBackIntoAReadOnlyBuffer() {
    IntBuffer buffer = IntBuffer.wrap(new int[] {1}).asReadOnlyBuffer();

    new FakeCall(Abi.X64).call(Uses.java(IntBuffer.class), buffer, m -> m.putInt(0, 2));

    assertThat(buffer.get(0)).isEqualTo(1);
  }

  @Test
  void keepsToLengthAndDirection() {
    FakeCall call = new FakeCall(Abi.X64).length(1);
    IntBuffer buffer = IntBuffer.wrap(new int[] {1, 2});

    call.call(
        Uses.java(IntBuffer.class, N.withDirection(Direction.OUT)),
        buffer,
        m -> {
          assertThat(m.size()).isEqualTo(4);
          assertThat(m.getInt(0)).isZero();
          m.putInt(0, 7);
        });
    call.call(
        Uses.java(IntBuffer.class, N.withDirection(Direction.IN)), buffer, m -> m.putInt(0, 9));

    assertThat(buffer.array()).containsExactly(7, 2);
    call.length(3);
    assertThatThrownBy(() -> call.send(Uses.java(IntBuffer.class, N), buffer))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              where: length n
              expected: at most 2, which the Java object has room for
              actual: 3
              remedy: pass a larger object or a smaller length; nothing was sent""");
  }

  @ParameterizedTest
  @EnumSource
  void isANullPointerForNull(Abi abi) {
    FakeCall call = new FakeCall(abi);
    Marshaller<Object> marshaller = call.marshaller(Uses.java(ByteBuffer.class));

    marshaller.write(null, call.cell, call.sections);
    marshaller.update(null, call.cell, call.sections);

    assertThat(call.cell.getPointer(0)).isZero();
  }

  @Test
  void refusesAnotherPlaceThanAnArgument() {
    refuses(
        () -> new FakeCall(Abi.X64).marshaller(Uses.at(Place.RESULT, Uses.java(FloatBuffer.class))),
        """
        BSC-303 cannot bind argument 0
          expected: a Java array here: a buffer cannot be made of the DLL's memory
          actual: java.nio.FloatBuffer
          remedy: change the Java type to float[]""");
  }

  @Test
  void refusesABufferOfUnknownElements() {
    String message =
        """
        BSC-303 cannot bind argument 0
          expected: one of java.nio's typed buffers, such as ByteBuffer or FloatBuffer
          actual: %s
          remedy: declare the parameter with that class""";

    for (Class<?> type : new Class<?>[] {Buffer.class, MappedByteBuffer.class}) {
      refuses(
          () -> new FakeCall(Abi.X64).marshaller(Uses.java(type)),
          message.formatted(type.getName()));
    }
  }

  @Test
  void refusesACTypeThatIsNoPointer() {
    refuses(
        () -> new FakeCall(Abi.X64).marshaller(Uses.both(ByteBuffer.class, Uses.named("int"))),
        """
        BSC-303 cannot bind argument 0
          expected: a C pointer for a buffer
          actual: int
          remedy: add * to the C type""");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable binding, String message) {
    assertThatThrownBy(binding).isInstanceOf(SignatureException.class).hasMessage(message);
  }

  private static void swapHalves(Abi abi, Class<?> type, Buffer buffer) {
    new FakeCall(abi)
        .call(
            Uses.java(type),
            buffer,
            (WindowsMemory m) -> {
              long first = m.getLong(0);
              m.putLong(0, m.getLong(8));
              m.putLong(8, first);
            });
  }
}

package org.bascule.marshallers.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bascule.marshallers.Uses.N;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function that says afterwards how much it would have written, had there been room. */
class RaisedLengthTest {
  @ParameterizedTest
  @EnumSource
  void bringsBackNoMoreOfAnArrayThanTheDllWasGiven(Abi abi) {
    FakeCall call = new FakeCall(abi).length(2);
    int[] array = {1, 2, 3, 4};

    call.call(
        Uses.java(int[].class, N),
        array,
        memory -> {
          memory.putInt(4, 9);
          call.length(4);
        });

    assertThat(array).containsExactly(1, 9, 3, 4);
  }

  @Test
  void bringsBackNoMoreOfABufferThanTheDllWasGiven() {
    FakeCall call = new FakeCall(Abi.X64).length(1);
    IntBuffer buffer =
        ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder()).asIntBuffer().put(1, 7);

    call.call(
        Uses.java(IntBuffer.class, N),
        buffer,
        memory -> {
          memory.putInt(0, 5);
          call.length(3);
        });

    assertThat(new int[] {buffer.get(0), buffer.get(1)}).containsExactly(5, 7);
  }

  @Test
  void readsNoMoreTextThanTheDllWasGiven() {
    FakeCall call = new FakeCall(Abi.X64).length(3);
    StringBuilder text = new StringBuilder("abc");

    call.call(
        Uses.c(Uses.pointer(Uses.CHAR), N),
        text,
        memory -> {
          memory.putByte(0, (byte) 'x');
          call.length(100);
        });

    assertThat(text).hasToString("xbc");
  }

  @Test
  void readsAStructAgainWithinWhatTheDllWasGiven() {
    FakeCall call = new FakeCall(Abi.X64).length(2);
    Marshaller<Object> shorts = call.marshaller(Uses.java(short[].class, N));
    shorts.write(new short[] {1, 2, 3}, call.cell, call.sections);
    call.length(3);

    assertThat(shorts.read(call.cell, call.sections)).isEqualTo(new short[] {1, 2});
  }
}

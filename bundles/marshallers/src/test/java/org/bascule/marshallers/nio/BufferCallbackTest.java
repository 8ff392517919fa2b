package org.bascule.marshallers.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.FakeCallback.ints;
import static org.bascule.marshallers.Uses.N;
import static org.bascule.marshallers.Uses.java;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCallback;
import org.bascule.spi.Abi;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Buffers that a callback is given: copies. */
class BufferCallbackTest {
  @ParameterizedTest
  @EnumSource(Abi.class)
  void whatIsPutGoesBackWhereverThePositionIs(Abi abi) {
    FakeCallback callback = new FakeCallback(abi).length("n", (cell, call) -> 3);
    HeapMemory memory = callback.ints(1, 2, 3, 4);
    IntBuffer buffer = callback.read(java(IntBuffer.class, N), memory);
    assertThat(buffer.remaining()).isEqualTo(3);
    assertThat(callback.far.takeAccesses()).containsExactly("getBytes");
    buffer.put(10).put(20).flip();
    callback.finish();
    assertThat(callback.far.takeAccesses()).containsExactly("putBytes");
    assertThat(ints(memory)).containsExactly(10, 20, 3, 4);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void bytesHaveTheOrderOfWindows(Abi abi) {
    FakeCallback callback = new FakeCallback(abi).length("n", (cell, call) -> 4);
    ByteBuffer buffer = callback.read(java(ByteBuffer.class, N), callback.ints(0x01020304));
    assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(buffer.getInt()).isEqualTo(0x01020304);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aBufferNeedsALength(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    assertThatThrownBy(() -> callback.read(java(IntBuffer.class), callback.ints(1)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              expected: a length: nothing else says how much memory the buffer is to have
              actual: none
              remedy: add @Memsync with a length to the callback's parameter, or take an address\
            """);
  }
}

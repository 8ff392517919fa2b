package org.bascule.marshallers.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.FakeCallback.text;
import static org.bascule.marshallers.Uses.CHAR;
import static org.bascule.marshallers.Uses.N;
import static org.bascule.marshallers.Uses.WCHAR;
import static org.bascule.marshallers.Uses.array;
import static org.bascule.marshallers.Uses.c;
import static org.bascule.marshallers.Uses.java;
import static org.bascule.marshallers.Uses.pointer;

import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCallback;
import org.bascule.spi.Abi;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Text that a callback is given to change. */
class TextCallbackTest {
  @ParameterizedTest
  @EnumSource(Abi.class)
  void textGoesBackWithinWhatWasThere(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.memory("abc\0Z".getBytes());
    StringBuilder read = callback.read(c(pointer(CHAR)), memory);
    assertThat(read).hasToString("abc");
    read.setLength(0);
    read.append("xy");
    callback.finish();
    assertThat(text(memory)).isEqualTo("xy\0\0Z");
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void longerTextIsRefused(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.memory("abc\0Z".getBytes());
    StringBuilder read = callback.read(java(StringBuilder.class), memory);
    read.append("d");
    assertThatThrownBy(callback::finish)
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              expected: at most 3 units of text back from the callback
              actual: 4: "abcd"
              remedy: leave a shorter text in the builder, or say by a directive how much room \
            there is\
            """);
    assertThat(text(memory)).isEqualTo("abc\0Z");
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aDirectiveSaysHowMuchRoomThereIs(Abi abi) {
    FakeCallback callback = new FakeCallback(abi).length("n", (cell, call) -> 4);
    HeapMemory memory = callback.memory("a\0bcZ".getBytes());
    StringBuilder read = callback.read(c(pointer(CHAR), N), memory);
    assertThat(read).hasToString("a");
    read.append("xyz");
    callback.finish();
    assertThat(text(memory)).isEqualTo("axyzZ");
    read.append("!");
    assertThatThrownBy(callback::finish)
        .hasMessageContaining("at most 4 units of text back from the callback");
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aFixedSizeHasRoomForItself(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.memory("a\0\0\0b\0".getBytes());
    StringBuilder read = callback.read(c(pointer(array(WCHAR, 2))), memory);
    read.append("x");
    callback.finish();
    assertThat(text(memory)).isEqualTo("a\0x\0b\0");
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void bytesThatAreNoTextStayIfNothingChanged(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.memory((byte) 0xFF, (byte) 'a', (byte) 0);
    byte[] before = memory.toBytes();
    callback.read(c(pointer(CHAR)), memory);
    callback.finish();
    assertThat(memory.toBytes()).isEqualTo(before);
  }
}

package org.bascule.marshallers.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bascule.marshallers.Uses.N;

import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Place;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextListTest {
  private static final CType CHARS = Uses.pointer(Uses.pointer(Uses.CHAR));
  private static final CType WIDE = Uses.pointer(Uses.pointer(Uses.WCHAR));

  @ParameterizedTest
  @EnumSource
  void endsWithNullAndBringsTextBack(Abi abi) {
    String[] texts = {"foo", null, "bär"};
    FakeCall call = new FakeCall(abi);

    call.call(
        Uses.java(String[].class),
        texts,
        m -> {
          assertThat(m.size()).isEqualTo(4L * abi.pointerSize());
          assertThat(m.getPointer(abi.pointerSize())).isZero();
          assertThat(m.getPointer(3L * abi.pointerSize())).isZero();
          text(call, m, 0).putByte(1, (byte) 'u');
        });

    assertThat(texts).containsExactly("fuo", null, "bär");
  }

  @ParameterizedTest
  @EnumSource
  void hasAsManyAsTheDirectiveSaysWithoutNull(Abi abi) {
    String[] texts = {"eins", "zwölf", "drei"};
    FakeCall call = new FakeCall(abi).length(2);

    call.call(
        Uses.both(String[].class, WIDE, N),
        texts,
        m -> {
          assertThat(m.size()).isEqualTo(2L * abi.pointerSize());
          text(call, m, abi.pointerSize()).putShort(4, (short) 'o');
        });

    assertThat(texts).containsExactly("eins", "zwolf", "drei");
  }

  @Test
  void takesTheTextThatTheFunctionPutsInPlaceOfAnother() {
    String[] texts = {"old"};
    FakeCall call = new FakeCall(Abi.X64);

    call.call(
        Uses.c(CHARS),
        texts,
        m -> m.putPointer(0, call.allocate(new byte[] {'n', 'e', 'w', '!', 0}).address()));

    assertThat(texts).containsExactly("new!");
  }

  @ParameterizedTest
  @EnumSource
  void readsAListByLengthOrUpToNull(Abi abi) {
    FakeCall call = new FakeCall(abi).length(1);
    byte[] list = new byte[3 * abi.pointerSize()];
    WindowsMemory memory = call.allocate(list);
    memory.putPointer(0, call.allocate(new byte[] {'a', 0}).address());
    memory.putPointer(abi.pointerSize(), call.allocate(new byte[] {'b', 0}).address());
    call.cell.putPointer(0, memory.address());

    assertThat(read(call, Uses.c(CHARS, N))).containsExactly("a");
    assertThat(read(call, Uses.java(String[].class))).containsExactly("a", "b");
  }

  private static String[] read(FakeCall call, org.bascule.spi.TypeUse use) {
    return (String[]) call.marshaller(Uses.at(Place.RESULT, use)).read(call.cell, call.sections);
  }

  private static WindowsMemory text(FakeCall call, WindowsMemory list, long offset) {
    return call.sections.view(list.getPointer(offset), 8);
  }
}

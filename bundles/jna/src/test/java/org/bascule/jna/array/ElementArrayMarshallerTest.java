package org.bascule.jna.array;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinNT;
import org.bascule.jna.Call;
import org.bascule.jna.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Place;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementArrayMarshallerTest {
  @ParameterizedTest
  @EnumSource
  void movesTextsInAndOutWithANullAtTheEnd(Abi abi) {
    String[] texts = {"eins", null, "drei"};
    int p = abi.pointerSize();
    Call call = Call.argument(abi, String[].class);
    WindowsMemory there = call.send(texts, 4L * p);

    assertThat(call.sections().readTerminated(there.getPointer(2L * p), 1))
        .containsExactly('d', 'r', 'e', 'i');
    assertThat(there.getPointer(p)).isZero();
    assertThat(there.getPointer(3L * p)).isZero();
    there.putPointer(p, call.text("zwei"));
    there.putPointer(2L * p, 0);
    String kept = texts[0];
    call.finish(texts);
    assertThat(texts).containsExactly("eins", "zwei", null);
    assertThat(texts[0]).isSameAs(kept);
  }

  @ParameterizedTest
  @EnumSource
  void movesWideTexts(Abi abi) {
    WString[] texts = {new WString("a€")};
    Call call = Call.argument(abi, WString[].class);
    WindowsMemory there = call.send(texts, 2L * abi.pointerSize());

    assertThat(call.sections().readTerminated(there.getPointer(0), 2))
        .containsExactly('a', 0, 0xAC, 0x20);
    call.sections().view(there.getPointer(0), 4).putChars(0, "xy");
    call.finish(texts);
    assertThat(texts[0].toString()).isEqualTo("xy");
  }

  @ParameterizedTest
  @EnumSource
  void movesPointersAndTheMemoryBehindThem(Abi abi) {
    try (Memory memory = new Memory(4)) {
      memory.setInt(0, 1);
      Pointer[] pointers = {memory, null, Pointer.createConstant(9)};
      int p = abi.pointerSize();
      Call call = Call.argument(abi, Pointer[].class);
      WindowsMemory there = call.send(pointers, 4L * p);
      WindowsMemory copy = call.sections().view(there.getPointer(0), 4);

      assertThat(copy.getInt(0)).isEqualTo(1);
      assertThat(there.getPointer(2L * p)).isEqualTo(9);
      assertThat(there.getPointer(3L * p)).isZero();
      copy.putInt(0, 2);
      there.putPointer(p, call.text("new"));
      Pointer constant = pointers[2];
      call.finish(pointers);
      assertThat(pointers[0]).isSameAs(memory);
      assertThat(memory.getInt(0)).isEqualTo(2);
      assertThat(pointers[1].getString(0)).isEqualTo("new");
      assertThat(pointers[2]).isSameAs(constant);
    }
  }

  @ParameterizedTest
  @EnumSource
  void movesMappedValuesWithoutAnEnd(Abi abi) {
    WinDef.DWORD[] words = {new WinDef.DWORD(1), null};
    Call call = Call.argument(abi, WinDef.DWORD[].class);
    WindowsMemory there = call.send(words, 8);
    assertThat(call.sections().section(0).size()).isEqualTo(8);
    assertThat(there.getInt(4)).isZero();
    there.putInt(4, -1);
    call.finish(words);
    assertThat(words[1]).isEqualTo(new WinDef.DWORD(0xFFFF_FFFFL));

    WinNT.HANDLE[] handles = {new WinNT.HANDLE(Pointer.createConstant(4))};
    Call second = Call.argument(abi, WinNT.HANDLE[].class);
    assertThat(second.send(handles, abi.pointerSize()).getPointer(0)).isEqualTo(4);
    assertThat(second.sections().section(0).size()).isEqualTo(abi.pointerSize());
  }

  @ParameterizedTest
  @EnumSource
  void readsAResultUpToTheNull(Abi abi) {
    int p = abi.pointerSize();
    Call call = Call.result(abi, String[].class);
    WindowsMemory there = call.sections().allocate(3L * p, p);
    there.putPointer(0, call.text("a"));
    there.putPointer(p, call.text("b"));
    there.putPointer(2L * p, 0);

    assertThat((String[]) call.read(there.address())).containsExactly("a", "b");
    assertThat(call.read(0)).isNull();
  }

  @Test
  void passesNull() {
    Call call = Call.argument(Abi.X64, String[].class);
    call.marshaller().write(null, call.cell(), call.sections());

    assertThat(call.cell().getLong(0)).isZero();
    call.finish(null);
  }

  @Test
  void declinesWhatOthersMarshal() {
    ArrayMarshallerFactory factory = new ArrayMarshallerFactory();
    var context = Fixture.context(Abi.X64);

    assertThat(factory.create(KitUse.java(int[].class, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(WinDef.DWORD[].class, Place.RESULT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(String[].class, Place.FIELD), context)).isEmpty();
  }
}

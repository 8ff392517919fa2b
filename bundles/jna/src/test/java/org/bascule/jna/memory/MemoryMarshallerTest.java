package org.bascule.jna.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinDef;
import java.util.Random;
import org.bascule.annotation.Direction;
import org.bascule.error.ValueException;
import org.bascule.jna.Call;
import org.bascule.spi.Abi;
import org.bascule.spi.Directive;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.KitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryMarshallerTest {
  @ParameterizedTest
  @EnumSource
  void copiesTheWholeBlockThereAndBack(Abi abi) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      byte[] out = new byte[1 + random.nextInt(3000)];
      byte[] back = new byte[out.length];
      random.nextBytes(out);
      random.nextBytes(back);
      try (Memory memory = new Memory(out.length)) {
        memory.write(0, out, 0, out.length);
        Call call = Call.argument(abi, Pointer.class);
        WindowsMemory there = call.send(memory, out.length);
        byte[] seen = new byte[out.length];
        there.getBytes(0, seen, 0, seen.length);
        assertThat(seen).as("seed " + seed).isEqualTo(out);
        there.putBytes(0, back, 0, back.length);
        call.finish(memory);
        assertThat(memory.getByteArray(0, back.length)).as("seed " + seed).isEqualTo(back);
      }
    }
  }

  @Test
  void copiesAViewByItsBounds() {
    try (Memory memory = new Memory(16)) {
      memory.setLong(0, 1);
      memory.setLong(8, 2);
      Pointer view = memory.share(8, 4);
      Call call = Call.argument(Abi.X64, Pointer.class);
      WindowsMemory there = call.send(view, 4);

      assertThat(call.sections().section(0).size()).as("rounded as malloc does").isEqualTo(16);
      assertThat(there.getInt(0)).isEqualTo(2);
      there.putInt(0, 3);
      call.finish(view);
      assertThat(memory.getLong(8)).isEqualTo(3);
      assertThat(memory.getLong(0)).isEqualTo(1);
    }
  }

  @Test
  void placesAViewInsideItsBlock() {
    try (Memory memory = new Memory(16)) {
      Pointer[] both = {memory, memory.share(8)};
      Call call = Call.argument(Abi.X64, Pointer[].class);
      WindowsMemory there = call.send(both, 24);

      assertThat(there.getLong(8)).isEqualTo(there.getLong(0) + 8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowsAPointerIntoTheBlockAgain(Abi abi) {
    try (Memory memory = new Memory(16)) {
      memory.setInt(4, 77);
      Call call = Call.argument(abi, Pointer.class);
      WindowsMemory there = call.send(memory, 16);

      assertThat(call.read(there.address())).isSameAs(memory);
      Pointer inside = (Pointer) call.read(there.address() + 4);
      assertThat(inside).isEqualTo(memory.share(4));
      assertThat(inside.getInt(0)).isEqualTo(77);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesTheLengthFromTheDirective(Abi abi) {
    try (Memory memory = new Memory(40)) {
      for (int i = 0; i < 10; i++) {
        memory.setFloat(4L * i, i);
      }
      Directive directive = Directive.NONE.withType(float.class).withLength("n").withValid("v");
      Call call =
          Call.argument(
              abi,
              Pointer.class,
              directive,
              KitContext.of(abi).withLength("n", (c, s) -> 3).withLength("v", (c, s) -> 2));
      WindowsMemory there = call.send(memory, 12);

      assertThat(call.sections().section(0).size()).isEqualTo(12);
      assertThat(there.getFloat(8)).isEqualTo(2);
      for (int i = 0; i < 3; i++) {
        there.putFloat(4L * i, -1);
      }
      call.finish(memory);
      assertThat(memory.getFloatArray(0, 4)).containsExactly(-1, -1, 2, 3);
    }
  }

  @Test
  void refusesALengthThatTheMemoryDoesNotHave() {
    try (Memory memory = new Memory(8)) {
      Directive directive = Directive.NONE.withType(int.class).withLength("n");
      Call call =
          Call.argument(
              Abi.X64,
              Pointer.class,
              directive,
              KitContext.of(Abi.X64).withLength("n", (c, s) -> 3));

      assertThatThrownBy(() -> call.send(memory, 8))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-407 cannot take argument 0
                where: length n
                expected: at most 2, which the Java object has room for
                actual: 3
                remedy: pass a larger object or a smaller length; nothing was sent\
              """);
    }
  }

  @Test
  void honoursTheDirection() {
    try (Memory memory = new Memory(4)) {
      memory.setInt(0, 5);
      Directive out = Directive.NONE.withDirection(Direction.OUT);
      Call first = Call.argument(Abi.X64, Pointer.class, out, KitContext.of(Abi.X64));
      WindowsMemory there = first.send(memory, 4);
      assertThat(there.getInt(0)).isZero();
      there.putInt(0, 6);
      first.finish(memory);
      assertThat(memory.getInt(0)).isEqualTo(6);

      Directive in = Directive.NONE.withDirection(Direction.IN);
      Call second = Call.argument(Abi.X64, Pointer.class, in, KitContext.of(Abi.X64));
      second.send(memory, 4).putInt(0, 7);
      second.finish(memory);
      assertThat(memory.getInt(0)).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void turnsWideTextIntoWindowsUnits(Abi abi) {
    try (Memory memory = new Memory(8L * Native.WCHAR_SIZE)) {
      memory.setWideString(0, "h€y");
      Directive wide = Directive.NONE.nullTerminatedText(true);
      Call call = Call.argument(abi, Pointer.class, wide, KitContext.of(abi));
      WindowsMemory there = call.send(memory, 16);

      assertThat(call.sections().readTerminated(there.address(), 2))
          .containsExactly('h', 0, 0xAC, 0x20, 'y', 0);
      there.putChars(0, "longer\0");
      call.finish(memory);
      assertThat(memory.getWideString(0)).isEqualTo("longer");
    }
  }

  @Test
  void refusesTextWithoutAnEnd() {
    try (Memory memory = new Memory(2)) {
      memory.setShort(0, (short) 0x4141);
      Directive text = Directive.NONE.nullTerminatedText(false);
      Call call = Call.argument(Abi.X64, Pointer.class, text, KitContext.of(Abi.X64));

      assertThatThrownBy(() -> call.send(memory, 2))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-407 cannot take argument 0
                expected: a zero element in memory of 2 bytes, which ends it
                actual: none
                remedy: add the terminator""");
    }
  }

  @ParameterizedTest
  @EnumSource
  void narrowsAndWidensElementsThatAreWiderHere(Abi abi) {
    try (Memory memory = new Memory(2L * NativeLong.SIZE)) {
      memory.setNativeLong(0, new NativeLong(-5));
      memory.setNativeLong(NativeLong.SIZE, new NativeLong(6));
      Directive longs = Directive.NONE.withType(NativeLong.class);
      Call call = Call.argument(abi, Pointer.class, longs, KitContext.of(abi));
      WindowsMemory there = call.send(memory, 8);

      assertThat(there.getInt(0)).isEqualTo(-5);
      assertThat(there.getInt(4)).isEqualTo(6);
      there.putInt(4, -7);
      call.finish(memory);
      assertThat(memory.getNativeLong(NativeLong.SIZE)).isEqualTo(new NativeLong(-7));
    }
  }

  @Test
  void copiesTheMemoryOfAPointerClass() {
    try (Memory memory = new Memory(4)) {
      memory.setInt(0, 1);
      WinDef.LPVOID pointer = new WinDef.LPVOID(memory);
      Call call = Call.argument(Abi.X64, WinDef.LPVOID.class);
      WindowsMemory there = call.send(pointer, 4);

      assertThat(there.getInt(0)).isEqualTo(1);
      there.putInt(0, 2);
      call.finish(pointer);
      assertThat(memory.getInt(0)).isEqualTo(2);
    }
  }
}

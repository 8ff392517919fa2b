package org.bascule.jna.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinDef;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.jna.Call;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StructureFieldsTest {
  @ParameterizedTest
  @EnumSource
  void movesEveryKindOfScalar(Abi abi) {
    Samples.Scalars s = new Samples.Scalars();
    s.b = -2;
    s.c = '€';
    s.flag = true;
    s.l = new NativeLong(-3);
    s.f = 1.5f;
    s.d = -0.25;
    s.size = new WinDef.LPARAM(7);
    s.name = "Ä";
    s.wide = new WString("w€");
    s.where = Pointer.createConstant(0x1234);
    Call call = Call.argument(abi, Samples.Scalars.class);
    int p = abi.pointerSize();
    WindowsMemory there = call.send(s, 32 + 4L * p);

    assertThat(there.getByte(0)).isEqualTo((byte) -2);
    assertThat(there.getByte(1)).isZero();
    assertThat((char) there.getShort(2)).isEqualTo('€');
    assertThat(there.getInt(4)).isEqualTo(-1);
    assertThat(there.getInt(8)).isEqualTo(-3);
    assertThat(there.getFloat(12)).isEqualTo(1.5f);
    assertThat(there.getDouble(16)).isEqualTo(-0.25);
    assertThat(there.getPointer(24)).isEqualTo(7);
    assertThat(call.sections().readTerminated(there.getPointer(24 + p), 1))
        .containsExactly(0xC3, 0x84);
    assertThat(call.sections().readTerminated(there.getPointer(24 + 2L * p), 2))
        .containsExactly('w', 0, 0xAC, 0x20);
    assertThat(there.getPointer(24 + 3L * p)).isEqualTo(0x1234);

    there.putByte(0, (byte) 9);
    there.putShort(2, (short) 'z');
    there.putInt(4, 0);
    there.putInt(8, Integer.MIN_VALUE);
    there.putFloat(12, 2.5f);
    there.putDouble(16, 4);
    there.putPointer(24, 8);
    there.putPointer(24 + p, call.text("neu"));
    there.putPointer(24 + 2L * p, 0);
    there.putPointer(24 + 3L * p, there.address());
    call.finish(s);

    assertThat(s.b).isEqualTo((byte) 9);
    assertThat(s.c).isEqualTo('z');
    assertThat(s.flag).isFalse();
    assertThat(s.l).isEqualTo(new NativeLong(Integer.MIN_VALUE));
    assertThat(s.f).isEqualTo(2.5f);
    assertThat(s.d).isEqualTo(4);
    assertThat(s.size).isEqualTo(new WinDef.LPARAM(8));
    assertThat(s.name).isEqualTo("neu");
    assertThat((Object) s.wide).isNull();
    assertThat(s.where).isEqualTo(s.getPointer());
  }

  @ParameterizedTest
  @EnumSource
  void movesArraysInline(Abi abi) {
    Samples.Arrays s = new Samples.Arrays();
    s.words[2] = '€';
    s.handles[1] = new WinDef.DWORD(0xFFFF_FFFFL);
    s.pointers[1] = Pointer.createConstant(5);
    Call call = Call.argument(abi, Samples.Arrays.class);
    int p = abi.pointerSize();
    WindowsMemory there = call.send(s, 16 + 2L * p);

    assertThat((char) there.getShort(4)).isEqualTo('€');
    assertThat(there.getInt(8)).isZero();
    assertThat(there.getInt(12)).isEqualTo(-1);
    assertThat(there.getPointer(16)).isZero();
    assertThat(there.getPointer(16 + p)).isEqualTo(5);

    there.putShort(0, (short) 'x');
    there.putInt(8, 77);
    there.putPointer(16, 6);
    Pointer kept = s.pointers[1];
    call.finish(s);

    assertThat(s.words).containsExactly('x', '\0', '€');
    assertThat(s.handles).containsExactly(new WinDef.DWORD(77), new WinDef.DWORD(0xFFFF_FFFFL));
    assertThat(Pointer.nativeValue(s.pointers[0])).isEqualTo(6);
    assertThat(s.pointers[1]).isSameAs(kept);
  }

  @ParameterizedTest
  @EnumSource
  void computesTheLayoutOfEachInstance(Abi abi) {
    for (int count : new int[] {1, 4, 2, 100}) {
      Samples.Tail tail = new Samples.Tail(count);
      tail.items[count - 1] = 1.25;
      Call call = Call.argument(abi, Samples.Tail.class);
      WindowsMemory there = call.send(tail, 8 + 8L * count);

      assertThat(there.getShort(0)).isEqualTo((short) count);
      assertThat(there.getDouble(8L * count)).isEqualTo(1.25);
      assertThat(call.sections().section(0).size())
          .as("rounded as malloc does")
          .isEqualTo(8 + 8L * count + 15 & -16);
      there.putDouble(8, -1);
      call.finish(tail);
      assertThat(tail.items[0]).isEqualTo(-1);
    }
  }

  @Test
  void refusesAnArrayThatIsNotSet() {
    Samples.Tail tail = new Samples.Tail();
    tail.items = null;
    Call call = Call.argument(Abi.X64, Samples.Tail.class);

    assertThatThrownBy(() -> call.send(tail, 8))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0.items
              expected: an array, whose length is that of the struct's member
              actual: null
              remedy: set the field in the constructor, or before the call""");
  }

  @Test
  void packsWhereTheClassSaysSo() {
    Call call = Call.argument(Abi.X64, Samples.Packed.class);
    Samples.Packed s = new Samples.Packed();
    s.b = -1;

    assertThat(call.send(s, 9).getLong(1)).isEqualTo(-1);
    Layout target = ((Layout.Pointer) call.marshaller().layout()).target();
    assertThat(target.size()).isEqualTo(9);
    assertThat(target.alignment()).isEqualTo(1);
  }

  @Test
  void writesNoVolatileAndNoFinalField() {
    Samples.Special s = new Samples.Special();
    Call call = Call.argument(Abi.X64, Samples.Special.class);
    WindowsMemory there = call.send(s, 12);

    assertThat(there.getInt(0)).isEqualTo(1);
    assertThat(there.getLong(4)).isZero();
    there.putInt(4, 20);
    there.putInt(8, 30);
    call.finish(s);
    assertThat(s.set).isEqualTo(20);
    assertThat(s.kept).isEqualTo(30);
  }

  @Test
  void honoursAutoWriteAndAutoRead() {
    Samples.Point s = new Samples.Point();
    s.y = 5;
    s.setAutoWrite(false);
    Call call = Call.argument(Abi.X64, Samples.Point.class);
    WindowsMemory there = call.send(s, 8);
    assertThat(there.getLong(0)).isZero();
    there.putInt(4, 6);
    call.finish(s);
    assertThat(s.y).isEqualTo(6);

    s.setAutoRead(false);
    Call second = Call.argument(Abi.X64, Samples.Point.class);
    second.send(s, 8).putInt(4, 7);
    second.finish(s);
    assertThat(s.y).isEqualTo(6);
  }

  @Test
  void copiesMemoryInAFieldAndKeepsIt() {
    try (Memory block = new Memory(4)) {
      block.setInt(0, 42);
      Samples.Scalars s = new Samples.Scalars();
      s.where = block;
      Call call = Call.argument(Abi.X64, Samples.Scalars.class);
      WindowsMemory there = call.send(s, 56);
      WindowsMemory copy = call.sections().view(there.getPointer(48), 4);

      assertThat(copy.getInt(0)).isEqualTo(42);
      copy.putInt(0, 43);
      call.finish(s);
      assertThat(s.where).isSameAs(block);
      assertThat(block.getInt(0)).isEqualTo(43);
    }
  }

  @Test
  void followsAPointerFieldThatTheDllChanged() {
    try (Memory block = new Memory(4)) {
      Samples.Scalars s = new Samples.Scalars();
      s.where = block;
      Call call = Call.argument(Abi.X64, Samples.Scalars.class);
      WindowsMemory there = call.send(s, 56);
      there.putPointer(48, call.text("dll"));
      call.finish(s);

      assertThat(s.where).isNotSameAs(block);
      assertThat(s.where.getString(0)).isEqualTo("dll");
    }
  }

  @Test
  void refusesACallbackThatIsNoFunction() {
    Samples.WithCallback s = new Samples.WithCallback();
    Call call = Call.argument(Abi.X64, Samples.WithCallback.class);
    assertThat(call.send(s, 8).getLong(0)).isZero();
    s.proc = new Callback() {};

    assertThatThrownBy(() -> Call.argument(Abi.X64, Samples.WithCallback.class).send(s, 8))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0.proc
              expected: a callback with one public method, or one named callback
              actual: %s, which has neither
              remedy: declare the method in an interface that extends Callback"""
                .formatted(s.proc.getClass().getTypeName()));
  }

  @Test
  void refusesArraysThatJnaDoesNotKnowEither() {
    assertThatThrownBy(() -> layout(Samples.Flags.class))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0.flags
              expected: a type that JNA knows in structs
              actual: boolean[]
              remedy: use arrays of byte, short, char, int, long, float, double, Pointer,\
             NativeMapped, Callback or Structure""");
  }

  @Test
  void refusesANullStructByValue() {
    Call call = Call.argument(Abi.X64, Samples.Point.ByValue.class);

    assertThatThrownBy(() -> call.marshaller().write(null, call.cell(), call.sections()))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a org.bascule.jna.structure.Samples$Point$ByValue
              actual: null
              remedy: pass a Structure; it goes by value""");
  }

  private static Layout layout(Class<?> type) {
    Call call = Call.argument(Abi.X64, type);
    return ((Layout.Pointer) call.marshaller().layout()).target();
  }
}

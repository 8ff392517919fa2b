package org.bascule.jna.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD;
import com.sun.jna.platform.win32.WTypes;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.ByReference;
import com.sun.jna.ptr.ByteByReference;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.FloatByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.ptr.ShortByReference;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.jna.Call;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceMarshallerTest {
  /** Has no value. */
  public static class Nothing extends ByReference {
    public Nothing() {
      super(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void movesEachWidthOfC(Abi abi) {
    ByteByReference b = new ByteByReference((byte) -1);
    exchange(
        abi, b, 1, m -> assertThat(m.getByte(0)).isEqualTo((byte) -1), m -> m.putByte(0, (byte) 2));
    assertThat(b.getValue()).isEqualTo((byte) 2);
    ShortByReference s = new ShortByReference((short) -3);
    exchange(
        abi,
        s,
        2,
        m -> assertThat(m.getShort(0)).isEqualTo((short) -3),
        m -> m.putShort(0, (short) 4));
    assertThat(s.getValue()).isEqualTo((short) 4);
    IntByReference i = new IntByReference(-5);
    exchange(abi, i, 4, m -> assertThat(m.getInt(0)).isEqualTo(-5), m -> m.putInt(0, 6));
    assertThat(i.getValue()).isEqualTo(6);
    LongByReference l = new LongByReference(-7);
    exchange(abi, l, 8, m -> assertThat(m.getLong(0)).isEqualTo(-7), m -> m.putLong(0, 8));
    assertThat(l.getValue()).isEqualTo(8);
    FloatByReference f = new FloatByReference(1.5f);
    exchange(abi, f, 4, m -> assertThat(m.getFloat(0)).isEqualTo(1.5f), m -> m.putFloat(0, 2.5f));
    assertThat(f.getValue()).isEqualTo(2.5f);
    DoubleByReference d = new DoubleByReference(1.5);
    exchange(abi, d, 8, m -> assertThat(m.getDouble(0)).isEqualTo(1.5), m -> m.putDouble(0, 2.5));
    assertThat(d.getValue()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @EnumSource
  void hasTheWidthsOfWindowsThere(Abi abi) {
    NativeLongByReference n = new NativeLongByReference(new NativeLong(-9));
    exchange(abi, n, 4, m -> assertThat(m.getInt(0)).isEqualTo(-9), m -> m.putInt(0, -10));
    assertThat(n.getValue()).isEqualTo(new NativeLong(-10));
    WinDef.DWORDByReference d = new WinDef.DWORDByReference(new WinDef.DWORD(0xFFFF_FFFFL));
    exchange(abi, d, 4, m -> assertThat(m.getInt(0)).isEqualTo(-1), m -> m.putInt(0, -2));
    assertThat(d.getValue()).isEqualTo(new WinDef.DWORD(0xFFFF_FFFEL));
    BaseTSD.ULONG_PTRByReference u = new BaseTSD.ULONG_PTRByReference(new BaseTSD.ULONG_PTR(12));
    exchange(
        abi,
        u,
        abi.pointerSize(),
        m -> assertThat(m.getPointer(0)).isEqualTo(12),
        m -> m.putPointer(0, 13));
    assertThat(u.getValue()).isEqualTo(new BaseTSD.ULONG_PTR(13));
  }

  @Test
  void refusesALongThatWindowsCannotHold() {
    NativeLongByReference n = new NativeLongByReference(new NativeLong(1L << 40));

    assertThatThrownBy(() -> Call.argument(Abi.X64, NativeLongByReference.class).send(n, 4))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a value of 4 bytes (NativeLong on Windows)
              actual: 0x10000000000
              remedy: pass a value in that range; on Windows this class has no larger ones\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void receivesAPointerThatReadsTheHost(Abi abi) {
    PointerByReference reference = new PointerByReference();
    Call call = Call.argument(abi, PointerByReference.class);
    WindowsMemory there = call.send(reference, abi.pointerSize());
    assertThat(there.getPointer(0)).isZero();
    there.putPointer(0, call.text("of the DLL"));
    call.finish(reference);

    assertThat(reference.getValue().getString(0)).isEqualTo("of the DLL");
    // And the very pointer goes back.
    Call second = call.next();
    assertThat(second.send(reference, abi.pointerSize()).getPointer(0))
        .isEqualTo(Pointer.nativeValue(reference.getValue()));
  }

  @ParameterizedTest
  @EnumSource
  void readsTextOfTheHostThroughPointerClasses(Abi abi) {
    WTypes.BSTRByReference reference = new WTypes.BSTRByReference();
    // Whatever malloc left there.
    reference.getPointer().setLong(0, 0x7F97_C14E_0B98L);
    Call call = Call.argument(abi, WTypes.BSTRByReference.class);
    WindowsMemory there = call.send(reference, abi.pointerSize());
    WindowsMemory text = call.sections().allocate(14, 4);
    text.putInt(0, 8);
    text.putChars(4, "Text\0");
    there.putPointer(0, text.address() + 4);
    call.finish(reference);

    assertThat(reference.getValue().getValue()).isEqualTo("Text");
  }

  @ParameterizedTest
  @EnumSource
  void receivesHandles(Abi abi) {
    WinNT.HANDLEByReference reference = new WinNT.HANDLEByReference();
    Call call = Call.argument(abi, WinNT.HANDLEByReference.class);
    call.send(reference, abi.pointerSize()).putPointer(0, 0x44);
    call.finish(reference);
    assertThat(reference.getValue()).isEqualTo(new WinNT.HANDLE(Pointer.createConstant(0x44)));

    Call second = call.next();
    second.send(reference, abi.pointerSize()).putPointer(0, -1);
    second.finish(reference);
    assertThat(reference.getValue()).isEqualTo(WinBase.INVALID_HANDLE_VALUE);
  }

  @Test
  void givesAStoredObjectBackAsLongAsItIsThere() {
    try (Memory memory = new Memory(4)) {
      PointerByReference reference = new PointerByReference();
      Call call = Call.argument(Abi.X64, PointerByReference.class);
      call.send(reference, 8).putPointer(0, call.text("x"));
      call.finish(reference);
      reference.setValue(memory);

      assertThat(reference.getValue()).isSameAs(memory);
    }
  }

  @Test
  void passesNullAndMemoryOfTheDllUnchanged() {
    Call call = Call.argument(Abi.X64, IntByReference.class);
    call.marshaller().write(null, call.cell(), call.sections());
    assertThat(call.cell().getLong(0)).isZero();

    WindowsMemory there = call.sections().allocate(4, 4);
    there.putInt(0, 5);
    IntByReference reference = (IntByReference) call.read(there.address());
    assertThat(reference.getValue()).isEqualTo(5);
    reference.setValue(6);
    assertThat(call.send(reference, 4).getInt(0)).isEqualTo(6);
    assertThat(call.cell().getLong(0)).isEqualTo(there.address());
  }

  @Test
  void refusesAClassWithoutAValue() {
    assertThatThrownBy(() -> Call.argument(Abi.X64, Nothing.class))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0
              expected: a ByReference class with public methods getValue and setValue of one type
              actual: org.bascule.jna.reference.ReferenceMarshallerTest$Nothing
              remedy: add the methods\
            """);
  }

  private static void exchange(
      Abi abi,
      ByReference reference,
      long size,
      java.util.function.Consumer<WindowsMemory> sent,
      java.util.function.Consumer<WindowsMemory> dll) {
    Call call = Call.argument(abi, reference.getClass());
    WindowsMemory there = call.send(reference, size);
    assertThat(call.sections().section(0).size()).as("rounded as malloc does").isEqualTo(16);
    assertThat(there.size()).isEqualTo(size);
    sent.accept(there);
    dll.accept(there);
    call.finish(reference);
  }
}

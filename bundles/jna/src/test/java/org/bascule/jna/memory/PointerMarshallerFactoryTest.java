package org.bascule.jna.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;
import org.bascule.error.ValueException;
import org.bascule.jna.Fixture;
import org.bascule.jna.Wire;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointerMarshallerFactoryTest {
  private final PointerMarshallerFactory factory = new PointerMarshallerFactory();

  /** A handle of a library that nobody knows. */
  public static final class Device extends PointerType {}

  @Test
  void keepsTheContract() {
    Fixture.contract(factory, KitUse.java(Pointer.class, Place.RESULT))
        .samples(Pointer.createConstant(0x7000_1000L), Pointer.createConstant(0xFFFF_F000L))
        .check();
    Fixture.contract(factory, KitUse.java(WinNT.HANDLE.class, Place.RESULT))
        .samples(new WinNT.HANDLE(Pointer.createConstant(0x44)), WinBase.INVALID_HANDLE_VALUE)
        .check();
    Fixture.contract(factory, KitUse.java(Device.class, Place.FIELD)).samples(device(9)).check();
  }

  @ParameterizedTest
  @EnumSource
  void givesAPointerThatReadsTheHostsMemory(Abi abi) {
    HeapSections host = new HeapSections(abi);
    WindowsMemory there = host.allocate(8, 8);
    there.putInt(0, 42);
    var context = Fixture.context(abi).withMemory(host);
    Wire wire = Wire.of(KitUse.java(Pointer.class, Place.RESULT), context);

    Pointer pointer = (Pointer) wire.fromBits(there.address());

    assertThat(Pointer.nativeValue(pointer)).isEqualTo(there.address());
    assertThat(pointer.getInt(0)).isEqualTo(42);
  }

  @ParameterizedTest
  @EnumSource
  void passesAPointerFromTheHostBackUnchanged(Abi abi) {
    Wire pointer = pointer(Pointer.class, abi);

    assertThat(pointer.toBits(pointer.fromBits(0x9AB0_0000L))).isEqualTo(0x9AB0_0000L);
    assertThat(pointer.layout()).isEqualTo(Layout.pointer(abi));
  }

  @ParameterizedTest
  @EnumSource
  void makesNullOfNull(Abi abi) {
    assertThat(pointer(Pointer.class, abi).toBits(null)).isZero();
    assertThat(pointer(Pointer.class, abi).fromBits(0)).isNull();
    assertThat(pointer(WinNT.HANDLE.class, abi).toBits(null)).isZero();
    assertThat(pointer(WinNT.HANDLE.class, abi).toBits(new WinNT.HANDLE())).isZero();
    assertThat(pointer(WinNT.HANDLE.class, abi).fromBits(0)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0xFFFF, -1, 0xFFFF_FFFF_8000_0001L, Long.MIN_VALUE})
  void takesPlainPointersThatCanOnlyBeValues(long value) {
    assertThat(pointer(Pointer.class, Abi.X64).toBits(new Pointer(value))).isEqualTo(value);
  }

  @Test
  void takesPredefinedHandles() {
    assertThat(pointer(WinReg.HKEY.class, Abi.X64).toBits(WinReg.HKEY_CURRENT_USER))
        .isEqualTo(0xFFFF_FFFF_8000_0001L);
    assertThat(pointer(WinReg.HKEY.class, Abi.X86).toBits(WinReg.HKEY_CURRENT_USER))
        .isEqualTo(0x8000_0001L);
    assertThat(pointer(WinDef.HWND.class, Abi.X64).toBits(new WinDef.HWND(new Pointer(0x2_0134))))
        .isEqualTo(0x2_0134);
  }

  @ParameterizedTest
  @EnumSource
  void knowsTheInvalidHandleAgain(Abi abi) {
    assertThat(pointer(WinNT.HANDLE.class, abi).fromBits(-1))
        .isSameAs(WinBase.INVALID_HANDLE_VALUE);
  }

  @Test
  void makesAnInstanceOfTheVeryClass() {
    assertThat(pointer(Device.class, Abi.X64).fromBits(9)).isExactlyInstanceOf(Device.class);
    assertThat(pointer(WinDef.HWND.class, Abi.X64).fromBits(9))
        .isExactlyInstanceOf(WinDef.HWND.class);
  }

  /** Where user programs have their memory, but none that JNA knows. */
  private static final long NOBODYS = 0x1000_0000_0000L;

  @Test
  void refusesAddressesOfThisJvm() {
    try (Memory memory = new Memory(16)) {
      String message =
          """
          BSC-402 cannot take result
            expected: a Pointer that came from the DLL, or an opaque value
            actual: 0x%s (%s), an address in this JVM
            remedy: get memory in the host, for instance from malloc of msvcrt, and fill it through\
           the Pointer that it returns; wrap a plain value by Pointer.createConstant; programs\
           whose pointers are all one run in the Windows world: ./bascule java, or\
           WindowsWorld.loader""";
      String address = Long.toHexString(Pointer.nativeValue(memory));

      assertThatThrownBy(() -> pointer(Pointer.class, Abi.X64).toBits(new Pointer(NOBODYS)))
          .isInstanceOf(ValueException.class)
          .hasMessage(message, Long.toHexString(NOBODYS), "com.sun.jna.Pointer");
      assertThatThrownBy(
              () -> pointer(WinNT.HANDLE.class, Abi.X64).toBits(new WinNT.HANDLE(memory)))
          .isInstanceOf(ValueException.class)
          .hasMessage(message, address, "com.sun.jna.Memory");
    }
  }

  @Test
  void refusesAPointerThatA32BitProcessCannotHave() {
    assertThatThrownBy(
            () -> pointer(Pointer.class, Abi.X86).toBits(Pointer.createConstant(1L << 32)))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("BSC-402 cannot take result\n  expected: an address of 4 bytes");
  }

  @Test
  void acceptsAddressesAsTextAndNumber() {
    assertThat(pointer(Pointer.class, Abi.X64).accept("0x1000", "it"))
        .isEqualTo(Pointer.createConstant(0x1000L));
    assertThat(pointer(Pointer.class, Abi.X64).accept("NULL", "it")).isNull();
    assertThat(pointer(Device.class, Abi.X64).accept(9L, "it")).isEqualTo(device(9));
  }

  @Test
  void declinesOtherTypes() {
    var context = Fixture.context(Abi.X64);

    assertThat(factory.create(KitUse.java(IntByReference.class, Place.ARGUMENT), context))
        .isEmpty();
    assertThat(factory.create(KitUse.java(String.class, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c("HANDLE", Place.ARGUMENT), context)).isEmpty();
  }

  private static Device device(int value) {
    Device device = new Device();
    device.setPointer(Pointer.createConstant(value));
    return device;
  }

  private static Wire pointer(Class<?> type, Abi abi) {
    return Wire.of(KitUse.java(type, Place.RESULT), Fixture.context(abi));
  }
}

package org.bascule.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.IntegerType;
import com.sun.jna.NativeLong;
import com.sun.jna.platform.win32.BaseTSD;
import com.sun.jna.platform.win32.OaIdl;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinNT;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerTypeMarshallerFactoryTest {
  /** Has no constructor that JNA could call. */
  public static final class Unmakeable extends IntegerType {
    private static final long serialVersionUID = 1L;

    public Unmakeable(long value) {
      super(4, value);
    }
  }

  static Stream<Class<?>> win32() {
    return Stream.of(WinDef.class, BaseTSD.class, OaIdl.class, WinNT.class)
        .flatMap(outer -> Arrays.stream(outer.getDeclaredClasses()))
        .filter(IntegerType.class::isAssignableFrom)
        // Names that the table of C types does not have.
        .filter(
            type ->
                !List.of("HREFTYPE", "MEMBERID", "_VARIANT_BOOL").contains(type.getSimpleName()));
  }

  @ParameterizedTest
  @MethodSource("win32")
  void hasTheWidthThatItsCNamesakeHas(Class<?> type) {
    for (Abi abi : Abi.values()) {
      ScalarMarshaller<Object> c =
          Fixture.scalar(KitUse.c(type.getSimpleName(), Place.RESULT), abi);
      ScalarMarshaller<Object> java = Fixture.scalar(KitUse.java(type, Place.RESULT), abi);

      assertThat(java.layout().bytes()).isEqualTo(c.layout().bytes());
      assertThat(java.fromBits(5)).isInstanceOf(type).extracting("value").isEqualTo(5L);
    }
  }

  @Test
  void keepsTheContract() {
    var factory = new IntegerTypeMarshallerFactory();
    Fixture.contract(factory, KitUse.java(NativeLong.class, Place.RESULT))
        .samples(new NativeLong(-1), new NativeLong(Integer.MAX_VALUE))
        .refuses(new NativeLong(0x1_0000_0000L), new NativeLong(-0x8000_0001L))
        .check();
    Fixture.contract(factory, KitUse.java(WinDef.DWORD.class, Place.RESULT))
        .samples(new WinDef.DWORD(0), new WinDef.DWORD(0xFFFF_FFFFL))
        .check();
    Fixture.contract(factory, KitUse.java(WinDef.ULONG.class, Place.FIELD))
        .samples(new WinDef.ULONG(0), new WinDef.ULONG(0xFFFF_FFFFL))
        .refuses(new WinDef.ULONG(0x1_0000_0000L))
        .check();
    Fixture.contract(factory, KitUse.java(WinDef.LPARAM.class, Place.RESULT))
        .samples(new WinDef.LPARAM(-1), new WinDef.LPARAM(Integer.MAX_VALUE))
        .check();
    Fixture.contract(factory, KitUse.java(BaseTSD.SIZE_T.class, Place.RESULT))
        .samples(new BaseTSD.SIZE_T(0), new BaseTSD.SIZE_T(0xFFFF_FFFFL))
        .check();
  }

  @Test
  void readsALongWithItsSignAndAnUnsignedOneWithout() {
    assertThat(number(NativeLong.class).fromBits(0xFFFF_FFFFL)).isEqualTo(new NativeLong(-1));
    assertThat(number(WinNT.HRESULT.class).fromBits(0x8000_4005L).toString())
        .isEqualTo("-2147467259");
    assertThat(((Number) number(WinDef.ULONG.class).fromBits(-1)).longValue())
        .isEqualTo(0xFFFF_FFFFL);
    assertThat(((Number) number(WinDef.USHORT.class).fromBits(-1)).longValue()).isEqualTo(0xFFFF);
  }

  @Test
  void makesZeroOfNull() {
    assertThat(number(WinDef.DWORD.class).toBits(null)).isZero();
  }

  @Test
  void refusesAValueThatWindowsCannotHold() {
    assertThatThrownBy(() -> number(NativeLong.class).toBits(new NativeLong(0x1_0000_0000L)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take result
              expected: a value of 4 bytes (NativeLong on Windows)
              actual: 0x100000000
              remedy: pass a value in that range; on Windows this class has no larger ones""");
  }

  @Test
  void letsTheCTypeDecide() {
    var use = KitUse.both(WinDef.LONGLONG.class, "unsigned short", Place.RESULT);

    assertThat(Fixture.scalar(use, Abi.X64).layout())
        .isEqualTo(new Layout.Scalar(Layout.Kind.UNSIGNED, 2));
    assertThat(Fixture.scalar(use, Abi.X64).fromBits(-1)).isEqualTo(new WinDef.LONGLONG(0xFFFF));
  }

  @Test
  void refusesACTypeThatIsNoInteger() {
    assertThatThrownBy(
            () ->
                Fixture.marshaller(
                    KitUse.both(WinDef.DWORD.class, "double", Place.ARGUMENT), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument
              expected: an integer type in C for com.sun.jna.platform.win32.WinDef$DWORD
              actual: com.sun.jna.platform.win32.WinDef$DWORD (C: double)
              remedy: change the C type, or the Java type""");
  }

  @Test
  void refusesAClassThatCannotBeMade() {
    assertThatThrownBy(
            () -> Fixture.marshaller(KitUse.java(Unmakeable.class, Place.RESULT), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(
            """
            BSC-303 cannot bind result
              expected: a NativeMapped class that can be made without arguments
              actual: org.bascule.jna.IntegerTypeMarshallerFactoryTest$Unmakeable:\s""")
        .hasMessageEndingWith("\n  remedy: give it a public constructor without parameters");
  }

  @Test
  void acceptsNumbersAndText() {
    assertThat(number(WinDef.DWORD.class).accept(7, "it")).isEqualTo(new WinDef.DWORD(7));
    assertThat(number(WinDef.DWORD.class).accept("0xFFFFFFFF", "it"))
        .isEqualTo(new WinDef.DWORD(0xFFFF_FFFFL));
    assertThatThrownBy(() -> number(WinDef.WORD.class).accept(65536, "it"))
        .isInstanceOf(ValueException.class);
  }

  @Test
  void declinesOtherTypes() {
    var factory = new IntegerTypeMarshallerFactory();

    assertThat(factory.create(KitUse.java(int.class, Place.RESULT), Fixture.context(Abi.X64)))
        .isEmpty();
    assertThat(
            factory.create(
                KitUse.c(new CType.Named("DWORD"), Place.RESULT), Fixture.context(Abi.X64)))
        .isEmpty();
  }

  private static ScalarMarshaller<Object> number(Class<?> type) {
    return Fixture.scalar(KitUse.java(type, Place.RESULT), Abi.X64);
  }
}

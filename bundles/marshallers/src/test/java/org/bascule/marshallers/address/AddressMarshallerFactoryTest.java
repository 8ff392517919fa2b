package org.bascule.marshallers.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Convention;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.kit.MarshallerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMarshallerFactoryTest {
  private static final CType VOID = new CType.Pointer(new CType.Void(), false);
  private static final CType INTS = new CType.Pointer(new CType.Named("int"), false);
  private static final CType CHARS = new CType.Pointer(new CType.Named("char"), false);
  private static final CType FILE = new CType.Pointer(new CType.Named("FILE"), false);
  private static final Address HIGH = new Address(0x9AB0_0000L);

  private final AddressMarshallerFactory factory = new AddressMarshallerFactory();

  @Test
  void keepsTheContract() {
    contract(KitUse.java(Address.class, Place.RESULT)).samples(Address.NULL, HIGH).check();
    contract(KitUse.c(VOID, Place.ARGUMENT)).samples(Address.NULL, HIGH).check();
    contract(KitUse.c("HANDLE", Place.RESULT)).samples(new Address(-1), new Address(44)).check();
    contract(KitUse.both(long.class, VOID, Place.RESULT)).samples(0L, HIGH.bits()).check();
    contract(KitUse.both(Long.class, "HWND", Place.RESULT)).samples(-1L, 44L).check();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x8000_0000L, 0x7FFF_1234_5678_9ABCL})
  void keepsAll64BitsOnX64(long bits) {
    ScalarMarshaller<Object> address = scalar(KitUse.c(VOID, Place.RESULT), Abi.X64);
    ScalarMarshaller<Object> number = scalar(KitUse.both(long.class, VOID, Place.RESULT), Abi.X64);

    assertThat(address.fromBits(address.toBits(new Address(bits)))).isEqualTo(new Address(bits));
    assertThat(number.fromBits(number.toBits(bits))).isEqualTo(bits);
  }

  @Test
  void widensPointersWithZerosAndHandlesWithTheirSignOnX86() {
    ScalarMarshaller<Object> pointer = scalar(KitUse.c(VOID, Place.RESULT), Abi.X86);
    ScalarMarshaller<Object> handle = scalar(KitUse.c("HANDLE", Place.RESULT), Abi.X86);

    assertThat(pointer.toBits(new Address(-1))).isEqualTo(0xFFFF_FFFFL);
    assertThat(pointer.fromBits(0xFFFF_FFFFL)).isEqualTo(new Address(0xFFFF_FFFFL));
    assertThat(handle.fromBits(0xFFFF_FFFFL)).isEqualTo(new Address(-1));
    assertThat(handle.fromBits(0x7FFF_FFFFL)).isEqualTo(new Address(0x7FFF_FFFFL));
  }

  @Test
  void refusesAnAddressThatA32BitProcessCannotHave() {
    ScalarMarshaller<Object> pointer = scalar(KitUse.c(VOID, Place.ARGUMENT), Abi.X86);
    String message =
        """
        BSC-402 cannot take %s
          expected: an address of 4 bytes (void *)
          actual: 0x0000000100000000
          remedy: pass an address of this session's host; a 32-bit process has none above 4 GiB""";

    assertThatThrownBy(() -> pointer.toBits(new Address(0x1_0000_0000L)))
        .isInstanceOf(ValueException.class)
        .hasMessage(message.formatted("argument"));
    assertThatThrownBy(() -> pointer.accept(0x1_0000_0000L, "it"))
        .isInstanceOf(ValueException.class)
        .hasMessage(message.formatted("it"));
    assertThatThrownBy(() -> pointer.toBits(new Address(0xFFFF_FFFF_7FFF_FFFFL)))
        .isInstanceOf(ValueException.class);
  }

  @ParameterizedTest
  @EnumSource
  void makesNullOfNull(Abi abi) {
    ScalarMarshaller<Object> address = scalar(KitUse.java(Address.class, Place.RESULT), abi);

    assertThat(address.toBits(null)).isZero();
    assertThat(address.fromBits(0)).isSameAs(Address.NULL);
    assertThat(address.layout()).isEqualTo(Layout.pointer(abi));
  }

  @ParameterizedTest
  @EnumSource
  void leavesFunctionPointersToOthersUnlessAnAddressIsMeant(Place place) {
    CType.Member nothing = new CType.Member("result", new CType.Void(), Map.of());
    CType function =
        new CType.Pointer(new CType.Function(nothing, List.of(), Convention.CDECL, false), false);
    KitContext context = KitContext.of(Abi.X64, factory);

    assertThat(factory.create(KitUse.c(function, place), context)).isEmpty();
    assertThat(factory.create(KitUse.both(Address.class, function, place), context)).isPresent();
  }

  @Test
  void refusesNullForALong() {
    ScalarMarshaller<Object> number =
        scalar(KitUse.both(Long.class, VOID, Place.ARGUMENT), Abi.X64);

    assertThatThrownBy(() -> number.toBits(null))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: a long with an address (void *)
              actual: null
              remedy: pass 0 for a null pointer""");
  }

  @ParameterizedTest
  @CsvSource({
    "0x7f001000, 0x000000007f001000",
    "4096, 0x0000000000001000",
    "-1, 0xffffffffffffffff",
    "0xFFFFFFFFFFFFFFFF, 0xffffffffffffffff",
    "18446744073709551615, 0xffffffffffffffff",
    "null, 0x0000000000000000",
    "NULL, 0x0000000000000000"
  })
  void readsText(String text, String address) {
    assertThat(scalar(KitUse.c(VOID, Place.ARGUMENT), Abi.X64).accept(text, "it"))
        .hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "somewhere", "0x", "1.5", "18446744073709551616", "99999999999999999999"})
  void refusesTextThatIsNoAddress(String text) {
    assertThatThrownBy(() -> scalar(KitUse.c("HANDLE", Place.ARGUMENT), Abi.X64).accept(text, "it"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot take it
              expected: an address of 8 bytes (HANDLE)
              actual: "%s"
              remedy: write an address such as 0x7f001000 or 4096, or NULL""",
            text);
  }

  @Test
  void refusesToGiveTheAddressOfMemoryThatIsFreed() {
    Directive free = Directive.NONE.freedBy("free_numbers");
    String message =
        """
        BSC-305 cannot bind result
          expected: a value that is copied before free_numbers frees the memory, with its length
          actual: %s, the address of memory that is freed
          remedy: add a length, or take free away and call free_numbers after use""";

    assertThatThrownBy(() -> bind(KitUse.c(VOID, Place.RESULT).withDirective(free)))
        .isInstanceOf(SignatureException.class)
        .hasMessage(message, "void *");
    assertThatThrownBy(() -> bind(KitUse.java(Address.class, Place.RESULT).withDirective(free)))
        .isInstanceOf(SignatureException.class)
        .hasMessage(message, "org.bascule.spi.Address");
    assertThatThrownBy(() -> bind(KitUse.both(long.class, VOID, Place.RESULT).withDirective(free)))
        .isInstanceOf(SignatureException.class)
        .hasMessage(message, "long (C: void *)");
    assertThatThrownBy(() -> bind(KitUse.c(INTS, Place.RESULT).withDirective(free)))
        .isInstanceOf(SignatureException.class)
        .hasMessage(message, "int *");
  }

  @Test
  void acceptsNumbersAndNull() {
    ScalarMarshaller<Object> address = scalar(KitUse.c(VOID, Place.ARGUMENT), Abi.X64);

    assertThat(address.accept(4096, "it")).isEqualTo(new Address(4096));
    assertThat(address.accept(-1, "it")).isEqualTo(new Address(-1));
    assertThat(address.accept(BigInteger.ONE.shiftLeft(63), "it"))
        .isEqualTo(new Address(Long.MIN_VALUE));
    assertThat(address.accept(null, "it")).isEqualTo(Address.NULL);
    assertThatThrownBy(() -> address.accept(1.5, "it"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take it
              expected: an address of 8 bytes (void *)
              actual: 1.5 (java.lang.Double)
              remedy: pass an Address, a long, or null""");
  }

  @Test
  void isNaturalWhereNothingElseIsMeant() {
    assertThat(scalar(KitUse.c(FILE, Place.ARGUMENT), Abi.X64).javaType()).isEqualTo(Address.class);
    assertThat(scalar(KitUse.c(INTS, Place.RESULT), Abi.X64).javaType()).isEqualTo(Address.class);
    assertThat(scalar(KitUse.c("LPVOID", Place.ARGUMENT), Abi.X64).javaType())
        .isEqualTo(Address.class);
    assertThat(factory.create(KitUse.c(INTS, Place.ARGUMENT), KitContext.of(Abi.X64))).isEmpty();
    assertThat(factory.create(KitUse.c(CHARS, Place.RESULT), KitContext.of(Abi.X64))).isEmpty();
    assertThat(factory.create(KitUse.c("LPSTR", Place.RESULT), KitContext.of(Abi.X64))).isEmpty();
  }

  @Test
  void standsForAnyPointerWhereTheJavaTypeSaysSo() {
    assertThat(scalar(KitUse.both(Address.class, INTS, Place.ARGUMENT), Abi.X64).javaType())
        .isEqualTo(Address.class);
    assertThat(scalar(KitUse.both(long.class, CHARS, Place.ARGUMENT), Abi.X64).javaType())
        .isEqualTo(Long.class);
    assertThat(scalar(KitUse.both(Address.class, "LPSTR", Place.ARGUMENT), Abi.X64).javaType())
        .isEqualTo(Address.class);
  }

  @Test
  void declinesWhatIsNoPointer() {
    KitContext context = KitContext.of(Abi.X64);

    assertThat(factory.create(KitUse.java(long.class, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.both(long.class, "int", Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.both(int.class, VOID, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c("DWORD", Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c(new CType.Void(), Place.RESULT), context)).isEmpty();
  }

  private ScalarMarshaller<Object> scalar(TypeUse use, Abi abi) {
    return Fixture.scalar(factory, use, abi);
  }

  private MarshallerContract contract(TypeUse use) {
    return MarshallerContract.of(factory, use);
  }

  private void bind(TypeUse use) {
    factory.create(use, KitContext.of(Abi.X64));
  }
}

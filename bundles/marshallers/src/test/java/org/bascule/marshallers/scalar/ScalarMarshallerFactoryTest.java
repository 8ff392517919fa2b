package org.bascule.marshallers.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.util.List;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Layout.Kind;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarMarshallerFactoryTest {
  private final ScalarMarshallerFactory factory = new ScalarMarshallerFactory();

  static List<Arguments> javaTypes() {
    return List.of(
        arguments(boolean.class, Boolean.class, Kind.SIGNED, 4),
        arguments(byte.class, Byte.class, Kind.SIGNED, 1),
        arguments(short.class, Short.class, Kind.SIGNED, 2),
        arguments(char.class, Character.class, Kind.UNSIGNED, 2),
        arguments(int.class, Integer.class, Kind.SIGNED, 4),
        arguments(long.class, Long.class, Kind.SIGNED, 8),
        arguments(float.class, Float.class, Kind.FLOATING, 4),
        arguments(double.class, Double.class, Kind.FLOATING, 8));
  }

  @ParameterizedTest
  @MethodSource("javaTypes")
  void givesJavaTypesTheirWindowsMeaning(
      Class<?> primitive, Class<?> wrapper, Kind kind, int bytes) {
    for (Abi abi : Abi.values()) {
      assertThat(layout(KitUse.java(primitive, Place.ARGUMENT), abi))
          .isEqualTo(new Layout.Scalar(kind, bytes));
      assertThat(layout(KitUse.java(wrapper, Place.ARGUMENT), abi))
          .isEqualTo(new Layout.Scalar(kind, bytes));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "char, java.lang.Byte",
    "signed char, java.lang.Byte",
    "unsigned char, java.lang.Short",
    "BYTE, java.lang.Short",
    "BOOLEAN, java.lang.Short",
    "short, java.lang.Short",
    "unsigned short, java.lang.Integer",
    "wchar_t, java.lang.Character",
    "char16_t, java.lang.Character",
    "int, java.lang.Integer",
    "long, java.lang.Integer",
    "HRESULT, java.lang.Integer",
    "BOOL, java.lang.Integer",
    "enum colour, java.lang.Integer",
    "bool, java.lang.Boolean",
    "_Bool, java.lang.Boolean",
    "unsigned int, java.lang.Long",
    "unsigned long, java.lang.Long",
    "DWORD, java.lang.Long",
    "long long, java.lang.Long",
    "time_t, java.lang.Long",
    "unsigned long long, java.lang.Number",
    "float, java.lang.Float",
    "double, java.lang.Double"
  })
  void choosesTheSmallestJavaTypeThatLosesNothing(String cType, Class<?> javaType) {
    for (Abi abi : Abi.values()) {
      assertThat(scalar(KitUse.c(cType, Place.RESULT), abi).javaType()).isEqualTo(javaType);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "size_t, java.lang.Number, java.lang.Long",
    "WPARAM, java.lang.Number, java.lang.Long",
    "ptrdiff_t, java.lang.Long, java.lang.Integer",
    "LRESULT, java.lang.Long, java.lang.Integer"
  })
  void choosesByTheTargetForPointerSizedTypes(String cType, Class<?> x64, Class<?> x86) {
    assertThat(scalar(KitUse.c(cType, Place.RESULT), Abi.X64).javaType()).isEqualTo(x64);
    assertThat(scalar(KitUse.c(cType, Place.RESULT), Abi.X86).javaType()).isEqualTo(x86);
  }

  @Test
  void writesTrueAsOneAndReadsWhateverIsNotZeroAsTrue() {
    ScalarMarshaller<Object> bool = scalar(KitUse.java(boolean.class, Place.RESULT), Abi.X64);

    assertThat(bool.toBits(true)).isEqualTo(1);
    assertThat(bool.toBits(false)).isZero();
    assertThat(bool.fromBits(0xFFFF_FFFFL)).isEqualTo(true);
    assertThat(bool.fromBits(0x100)).isEqualTo(true);
    assertThat(bool.fromBits(0x1_0000_0000L)).isEqualTo(false);
  }

  @Test
  void writesTheTrueOfVariantBoolAsMinusOne() {
    TypeUse use = KitUse.both(boolean.class, "VARIANT_BOOL", Place.ARGUMENT);

    assertThat(scalar(use, Abi.X64).toBits(true)).isEqualTo(-1);
  }

  @Test
  void returnsUnsignedLongsAsLongOrBigInteger() {
    ScalarMarshaller<Object> number = scalar(KitUse.c("uint64_t", Place.RESULT), Abi.X64);

    assertThat(number.fromBits(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(number.fromBits(-1)).isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(number.toBits(new BigInteger("18446744073709551615"))).isEqualTo(-1);
  }

  @Test
  void passesTheBitsWhereBothTypesHaveTheSameWidth() {
    ScalarMarshaller<Object> number =
        scalar(KitUse.both(int.class, "unsigned int", Place.RESULT), Abi.X64);

    assertThat(number.toBits(-1)).isEqualTo(0xFFFF_FFFFL);
    assertThat(number.fromBits(0xFFFF_FFFFL)).isEqualTo(-1);
  }

  @Test
  void keepsTheBitsOfSignallingNans() {
    ScalarMarshaller<Object> number = scalar(KitUse.java(float.class, Place.RESULT), Abi.X64);
    float signalling = Float.intBitsToFloat(0x7F80_0001);

    assertThat(number.toBits(signalling)).isEqualTo(0x7F80_0001);
  }

  @Test
  void refusesAValueOutsideTheRangeOfTheCType() {
    TypeUse use = KitUse.both(int.class, "unsigned char", Place.ARGUMENT);

    assertThatThrownBy(() -> scalar(use, Abi.X64).toBits(300))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: a whole number from 0 to 255 (unsigned char)
              actual: 300
              remedy: pass a value in that range, or call a function that takes a wider type""");
  }

  @Test
  void refusesADoubleThatAFloatWouldMakeInfinite() {
    TypeUse use = KitUse.both(double.class, "float", Place.ARGUMENT);

    assertThatThrownBy(() -> scalar(use, Abi.X64).toBits(1e39))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: a number within the range of float
              actual: 1.0E39
              remedy: pass a value in that range, or call a function that takes a wider type""");
  }

  @Test
  void refusesNull() {
    TypeUse use = KitUse.java(Integer.class, Place.ARGUMENT);

    assertThatThrownBy(() -> scalar(use, Abi.X64).toBits(null))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: null
              remedy: pass a value; only pointers can be null""");
  }

  @Test
  void refusesAResultThatItsJavaTypeWouldCut() {
    assertRefused(
        KitUse.both(int.class, "unsigned long long", Place.RESULT),
        """
        BSC-303 cannot bind result
          expected: a Java type that holds every value of unsigned long long, such as long
          actual: int
          remedy: change the Java type to long""");
    assertRefused(
        KitUse.both(char.class, "char", Place.RESULT),
        """
        BSC-303 cannot bind result
          expected: a Java type that holds every value of char, such as byte
          actual: char
          remedy: change the Java type to byte""");
    assertRefused(
        KitUse.both(float.class, "double", Place.FIELD),
        """
        BSC-303 cannot bind field
          expected: a Java type that holds every value of double, such as double
          actual: float
          remedy: change the Java type to double""");
  }

  @Test
  void refusesToMixWholeAndFloatingTypes() {
    assertRefused(
        KitUse.both(int.class, "double", Place.ARGUMENT),
        """
        BSC-303 cannot bind argument
          expected: float or double for C's double
          actual: int
          remedy: let the Java type and the C type both be floating, or both whole""");
    assertRefused(
        KitUse.both(double.class, "int", Place.ARGUMENT),
        """
        BSC-303 cannot bind argument
          expected: an integer type for C's int
          actual: double
          remedy: let the Java type and the C type both be floating, or both whole""");
  }

  @Test
  void refusesLongDoubleWhoseWidthDependsOnTheCompiler() {
    assertRefused(
        KitUse.c("long double", Place.ARGUMENT),
        """
        BSC-303 cannot bind argument
          expected: a type of one width
          actual: long double, which has 8 bytes for Microsoft's compilers and 12 or 16 for MinGW's
          remedy: write double if the DLL was built with Microsoft's compiler; else wrap the\
         function in C""");
  }

  @Test
  void refusesAnArgumentOfACallbackThatItsJavaTypeWouldCut() {
    ScalarMarshaller<Object> number =
        scalar(KitUse.both(byte.class, "int", Place.ARGUMENT), Abi.X64);

    assertThatThrownBy(() -> number.fromBits(128))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: a whole number from -128 to 127 (byte)
              actual: 128
              remedy: pass a value in that range, or call a function that takes a wider type""");
  }

  @Test
  void declinesWhatIsNotItsBusiness() {
    KitContext context = KitContext.of(Abi.X64);

    assertThat(factory.create(KitUse.java(String.class, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(Object.class, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(int[].class, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c("struct point", Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c("HANDLE", Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c(new CType.Void(), Place.RESULT), context)).isEmpty();
    assertThat(factory.create(KitUse.both(String.class, "int", Place.ARGUMENT), context)).isEmpty();
    assertThat(
            factory.create(
                KitUse.both(long.class, new CType.Pointer(new CType.Void(), false), Place.ARGUMENT),
                context))
        .isEmpty();
  }

  private void assertRefused(TypeUse use, String message) {
    assertThatThrownBy(() -> factory.create(use, KitContext.of(Abi.X64)))
        .isInstanceOf(SignatureException.class)
        .hasMessage(message);
  }

  private Layout layout(TypeUse use, Abi abi) {
    return scalar(use, abi).layout();
  }

  private ScalarMarshaller<Object> scalar(TypeUse use, Abi abi) {
    return Fixture.scalar(factory, use, abi);
  }
}

package org.bascule.marshallers.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.Uses.N;

import java.util.List;
import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.Ref;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NaturalArrayTest {
  private final FakeCall call = new FakeCall(Abi.X64);

  @ParameterizedTest
  @CsvSource({
    "int8_t, byte[]",
    "unsigned char, byte[]",
    "short, short[]",
    "WORD, short[]",
    "int, int[]",
    "unsigned long, int[]",
    "BOOL, int[]",
    "long long, long[]",
    "size_t, long[]",
    "unsigned long long, long[]",
    "float, float[]",
    "double, double[]",
    "_Bool, boolean[]"
  })
  void isOfThePrimitiveTypeOfTheSameWidth(String element, String array) {
    CType pointer = Uses.pointer(Uses.named(element));

    assertThat(natural(pointer).getTypeName()).isEqualTo(array);
    assertThat(natural(pointer, N).getTypeName()).isEqualTo(array);
  }

  @Test
  void followsTheWidthOfTheHost() {
    CType sizes = Uses.pointer(Uses.named("size_t"));

    assertThat(new FakeCall(Abi.X86).marshaller(Uses.c(sizes)).javaType()).isEqualTo(int[].class);
  }

  @ParameterizedTest
  @CsvSource({"LPDWORD, int[]", "PULONG, int[]", "LPBYTE, byte[]", "PSIZE_T, long[]"})
  void knowsWindowsNamesOfPointers(String name, String array) {
    assertThat(natural(Uses.named(name)).getTypeName()).isEqualTo(array);
  }

  @Test
  void leavesOtherPointersToOthers() {
    CType ints = Uses.pointer(Uses.named("int"));
    CType chars = Uses.pointer(Uses.CHAR);

    assertThat(natural(Uses.pointer(new CType.Void()))).isEqualTo(Address.class);
    assertThat(natural(Uses.constPointer(Uses.CHAR))).isEqualTo(String.class);
    assertThat(natural(chars)).isEqualTo(StringBuilder.class);
    assertThat(natural(Uses.pointer(ints))).isEqualTo(Ref.class);
    assertThat(at(Place.RESULT, ints)).isEqualTo(Address.class);
    assertThat(at(Place.FIELD, ints)).isEqualTo(Address.class);
    assertThat(at(Place.RESULT, Uses.pointer(chars))).isEqualTo(Address.class);
  }

  @Test
  void hasShapesAndLists() {
    CType matrix = Uses.array(Uses.array(Uses.named("float"), 4), 3);
    CType chars = Uses.pointer(Uses.CHAR);

    assertThat(natural(Uses.pointer(matrix))).isEqualTo(float[][].class);
    assertThat(natural(Uses.pointer(Uses.array(Uses.named("int"), 3)))).isEqualTo(int[].class);
    assertThat(natural(Uses.pointer(Uses.array(Uses.named("int"), 3)), N)).isEqualTo(int[][].class);
    assertThat(natural(Uses.pointer(chars))).isEqualTo(String[].class);
    assertThat(natural(Uses.pointer(Uses.constPointer(Uses.WCHAR)), N)).isEqualTo(String[].class);
    assertThat(natural(Uses.pointer(Uses.pointer(new CType.Void())), N)).isEqualTo(Address[].class);
    assertThat(at(Place.FIELD, Uses.array(Uses.named("int"), 3))).isEqualTo(int[].class);
  }

  @Test
  void isBytesBehindAVoidPointerUnlessTheDirectiveSaysMore() {
    CType nothing = Uses.pointer(new CType.Void());

    assertThat(natural(nothing, N)).isEqualTo(byte[].class);
    assertThat(natural(nothing, N.withType(float.class))).isEqualTo(float[].class);
    assertThat(natural(nothing, N.withCType(Uses.named("DWORD")))).isEqualTo(int[].class);
  }

  @Test
  void refusesAnEmptyArrayForAPointerToOneValue() {
    TypeUse use = Uses.c(Uses.pointer(Uses.named("int")));

    assertThatThrownBy(() -> call.send(use, new int[0]))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              expected: an array of at least 1 element
              actual: 0
              remedy: pass null for a null pointer, or room for what the function writes""");
    assertThat(call.length(0).send(Uses.c(Uses.pointer(Uses.named("int")), N), new int[0]).size())
        .isZero();
  }

  @Test
  void acceptsListsNumbersTextAndOtherArrays() {
    Marshaller<Object> floats = call.marshaller(Uses.c(Uses.pointer(Uses.named("float"))));
    Marshaller<Object> words = call.marshaller(Uses.c(Uses.pointer(Uses.named("WORD"))));
    Marshaller<Object> truths = call.marshaller(Uses.c(Uses.pointer(Uses.named("_Bool"))));
    float[] own = {1};

    assertThat(floats.accept(own, "it")).isSameAs(own);
    assertThat(floats.accept(null, "it")).isNull();
    assertThat(floats.accept(List.of("5.74", 3, 6.5), "it"))
        .isEqualTo(new float[] {5.74f, 3, 6.5f});
    assertThat(floats.accept(new double[] {1, 2}, "it")).isEqualTo(new float[] {1, 2});
    assertThat(floats.accept("1.5", "it")).isEqualTo(new float[] {1.5f});
    assertThat(words.accept(65535, "it")).isEqualTo(new short[] {-1});
    assertThat(truths.accept(List.of("true", false), "it")).isEqualTo(new boolean[] {true, false});
  }

  @Test
  void namesTheElementThatItCannotAccept() {
    Marshaller<Object> rows =
        call.marshaller(Uses.c(Uses.pointer(Uses.array(Uses.named("int"), 2)), N));

    assertThatThrownBy(() -> rows.accept(List.of(List.of(1, 2), List.of(3, "x")), "argument 0"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot take argument 0[1][1]
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: "x"
              remedy: write a number such as 42, -1 or 0x1F""");
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatTheDllAllocatedAndFreesIt(Abi abi) {
    FakeCall dll = new FakeCall(abi).length(2);
    TypeUse use =
        Uses.at(Place.RESULT, Uses.c(Uses.pointer(Uses.named("short")), N.freedBy("release")));

    assertThat(dll.read(use, new byte[] {1, 0, -1, -1, 9, 9})).isEqualTo(new short[] {1, -1});
    assertThat(dll.sections.released())
        .containsExactly("release(0x" + Long.toHexString(dll.cell.getPointer(0)) + ")");
  }

  @Test
  void readsANullPointerAsNull() {
    call.cell.putPointer(0, 0);
    TypeUse use = Uses.at(Place.RESULT, Uses.java(int[].class, N.freedBy("release")));

    assertThat(call.length(5).marshaller(use).read(call.cell, call.sections)).isNull();
    assertThat(call.sections.released()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void readsUpToTheZeroElement(Abi abi) {
    Directive terminated = Directive.NONE.nullTerminatedText(false);

    assertThat(
            new FakeCall(abi)
                .read(
                    Uses.at(Place.RESULT, Uses.java(short[].class, terminated)),
                    new byte[] {0, 1, 2, 0, 0, 0, 7, 7}))
        .isEqualTo(new short[] {0x100, 2});
    assertThat(
            new FakeCall(abi)
                .read(
                    Uses.at(Place.FIELD, Uses.java(long[].class, terminated)),
                    new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}))
        .isEqualTo(new long[] {1L << 56});
  }

  @Test
  void refusesAnAbsurdLengthOfAResult() {
    TypeUse use = Uses.at(Place.RESULT, Uses.java(int[].class, N));

    assertThatThrownBy(() -> call.length(1L << 40).read(use, new byte[4]))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot read argument 0
              where: length n
              expected: at most 2147483647, which a Java array can have
              actual: 1099511627776
              remedy: correct the length, or take the memory as an address and read parts of it""");
  }

  private Class<?> natural(CType type, Directive... directive) {
    return call.marshaller(Uses.c(type, directive)).javaType();
  }

  private Class<?> at(Place place, CType type) {
    return call.marshaller(Uses.at(place, Uses.c(type))).javaType();
  }
}

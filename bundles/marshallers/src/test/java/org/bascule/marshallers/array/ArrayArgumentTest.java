package org.bascule.marshallers.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.Uses.N;

import org.bascule.annotation.Direction;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrayArgumentTest {
  @ParameterizedTest
  @EnumSource
  void movesEveryPrimitiveTypeBothWays(Abi abi) {
    byte[] bytes = {1, -2};
    short[] shorts = {0x0102, -2};
    char[] chars = {'a', '€'};
    int[] ints = {0x01020304, -2};
    long[] longs = {0x0102030405060708L, -2};
    float[] floats = {1.5f, Float.NaN};
    double[] doubles = {1.5, -0.0};

    call(abi, bytes, "01 fe", m -> m.putByte(1, (byte) 7));
    call(abi, shorts, "02 01 fe ff", m -> m.putShort(2, (short) 7));
    call(abi, chars, "61 00 ac 20", m -> m.putShort(2, (short) 'b'));
    call(abi, ints, "04 03 02 01 fe ff ff ff", m -> m.putInt(4, 7));
    call(abi, longs, "08 07 06 05 04 03 02 01 fe ff ff ff ff ff ff ff", m -> m.putLong(8, 7));
    call(abi, floats, "00 00 c0 3f 00 00 c0 7f", m -> m.putFloat(4, 7));
    call(abi, doubles, "00 00 00 00 00 00 f8 3f 00 00 00 00 00 00 00 80", m -> m.putDouble(8, 7));

    assertThat(bytes).containsExactly(1, 7);
    assertThat(shorts).containsExactly(0x0102, 7);
    assertThat(chars).containsExactly('a', 'b');
    assertThat(ints).containsExactly(0x01020304, 7);
    assertThat(longs).containsExactly(0x0102030405060708L, 7);
    assertThat(floats).containsExactly(1.5f, 7);
    assertThat(doubles).containsExactly(1.5, 7);
  }

  @ParameterizedTest
  @EnumSource
  void hasBooleansOfTheWidthThatCSays(Abi abi) {
    boolean[] narrow = {true, false};
    boolean[] wide = {true, false};
    FakeCall call = new FakeCall(abi);

    call.call(
        Uses.both(boolean[].class, Uses.pointer(Uses.named("_Bool"))),
        narrow,
        m -> {
          assertThat(m.size()).isEqualTo(2);
          assertThat(m.getByte(0)).isEqualTo((byte) 1);
          m.putShort(0, (short) 0x0100);
        });
    call.call(
        Uses.java(boolean[].class),
        wide,
        m -> {
          assertThat(m.getLong(0)).isEqualTo(1);
          m.putLong(0, 0x8000_0000_0000_0000L);
        });

    assertThat(narrow).containsExactly(false, true);
    assertThat(wide).containsExactly(false, true);
  }

  @ParameterizedTest
  @EnumSource
  void isANullPointerForNull(Abi abi) {
    FakeCall call = new FakeCall(abi).length(3);

    call.marshaller(Uses.java(int[].class, N)).write(null, call.cell, call.sections);
    call.marshaller(Uses.java(int[].class, N)).update(null, call.cell, call.sections);

    assertThat(call.cell.getPointer(0)).isZero();
    assertThat(call.sections.count()).isZero();
  }

  @Test
  void givesAnEmptyArrayAnAddress() {
    FakeCall call = new FakeCall(Abi.X64);

    assertThat(call.send(Uses.java(int[].class), new int[0]).size()).isZero();
    call.call(Uses.java(int[].class), new int[0], m -> {});
  }

  @ParameterizedTest
  @EnumSource
  void movesOnlyAsManyElementsAsTheLengthSays(Abi abi) {
    int[] array = {1, 2, 3, 4};
    FakeCall call = new FakeCall(abi).length(2);

    call.call(
        Uses.java(int[].class, N),
        array,
        m -> {
          assertThat(m.size()).isEqualTo(8);
          m.putLong(0, 0x0000_0009_0000_0008L);
        });

    assertThat(array).containsExactly(8, 9, 3, 4);
  }

  @Test
  void refusesALengthThatTheArrayDoesNotHave() {
    FakeCall call = new FakeCall(Abi.X64).length(4);

    assertThatThrownBy(() -> call.send(Uses.java(float[].class, N), new float[3]))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              where: length n
              expected: at most 3, which the Java object has room for
              actual: 4
              remedy: pass a larger object or a smaller length; nothing was sent\
            """);
    assertThat(call.sections.count()).isZero();
  }

  @Test
  void refusesALengthBeyondIntWithoutWrappingIt() {
    FakeCall call = new FakeCall(Abi.X64).length(1L << 32);

    assertThatThrownBy(() -> call.send(Uses.java(byte[].class, N), new byte[1]))
        .isInstanceOfSatisfying(
            ValueException.class,
            e -> assertThat(e.diagnosis().code()).isEqualTo(ErrorCode.BAD_LENGTH));
  }

  @Test
  void countsBytesWhereTheDirectiveDoes() {
    short[] array = {1, 2, 3};
    FakeCall call = new FakeCall(Abi.X64).length(4);

    call.call(Uses.java(short[].class, N.inBytes()), array, m -> m.putInt(0, -1));

    assertThat(array).containsExactly(-1, -1, 3);
    call.length(5);
    assertThatThrownBy(() -> call.send(Uses.java(short[].class, N.inBytes()), array))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              where: length n
              expected: a multiple of 2, the bytes of an element
              actual: 5
              remedy: correct the length, or count elements instead of bytes\
            """);
  }

  @Test
  void bringsBackWhatIsValidAndNoMoreThanThereWasRoom() {
    int[] some = {1, 1, 1};
    int[] all = {1, 1, 1};
    FakeCall call = new FakeCall(Abi.X64).length(3);
    Directive valid = N.withValid("m");

    call.m = 2;
    call.call(Uses.java(int[].class, valid), some, m -> fill(m.size(), m));
    call.m = 9;
    call.call(Uses.java(int[].class, valid), all, m -> fill(m.size(), m));

    assertThat(some).containsExactly(-1, -1, 1);
    assertThat(all).containsExactly(-1, -1, -1);
  }

  @Test
  void takesTheLengthThatTheFunctionLeft() {
    int[] array = {1, 1, 1};
    FakeCall call = new FakeCall(Abi.X64).length(3);

    call.call(
        Uses.java(int[].class, N),
        array,
        m -> {
          fill(m.size(), m);
          call.n = 1;
        });

    assertThat(array).containsExactly(-1, 1, 1);
  }

  @Test
  void doesNotBringBackWhatIsOnlyRead() {
    int[] marked = {1};
    int[] constant = {1};
    Directive in = N.withDirection(Direction.IN);
    FakeCall call = new FakeCall(Abi.X64).length(1);
    var constInt = Uses.both(int[].class, Uses.constPointer(Uses.named("int")));

    call.call(Uses.java(int[].class, in), marked, m -> m.putInt(0, 5));
    call.call(constInt, constant, m -> m.putInt(0, 5));

    assertThat(marked).containsExactly(1);
    assertThat(constant).containsExactly(1);
    assertThat(call.marshaller(constInt).updates()).isFalse();
    assertThat(call.marshaller(Uses.java(int[].class)).updates()).isTrue();
  }

  @Test
  void showsZeroesToAFunctionThatOnlyWrites() {
    int[] array = {1, 2, 3};
    Directive out = N.withDirection(Direction.OUT);

    new FakeCall(Abi.X64)
        .length(3)
        .call(
            Uses.java(int[].class, out),
            array,
            m -> {
              assertThat(((HeapMemory) m).toBytes()).containsOnly(0);
              m.putInt(4, 7);
            });

    assertThat(array).containsExactly(0, 7, 0);
  }

  @ParameterizedTest
  @EnumSource
  void endsWithAZeroWhereTheDirectiveSaysSo(Abi abi) {
    short[] array = {5, 6};

    new FakeCall(abi)
        .call(
            Uses.java(short[].class, Directive.NONE.nullTerminatedText(false)),
            array,
            m -> {
              assertThat(((HeapMemory) m).toBytes()).containsExactly(5, 0, 6, 0, 0, 0);
              m.putShort(2, (short) 9);
            });

    assertThat(array).containsExactly(5, 9);
  }

  @ParameterizedTest
  @EnumSource
  void movesElementsThatHaveAMarshallerOfTheirOwn(Abi abi) {
    Address[] handles = {new Address(0x1234), Address.NULL, null};

    new FakeCall(abi)
        .call(
            Uses.java(Address[].class),
            handles,
            m -> {
              assertThat(m.size()).isEqualTo(3L * abi.pointerSize());
              assertThat(m.getPointer(0)).isEqualTo(0x1234);
              m.putPointer(abi.pointerSize(), 0x5678);
            });

    assertThat(handles).containsExactly(new Address(0x1234), new Address(0x5678), Address.NULL);
  }

  @ParameterizedTest
  @EnumSource
  void isAPointerWhoseTargetIsKnown(Abi abi) {
    Layout layout = new FakeCall(abi).marshaller(Uses.java(int[].class)).layout();

    assertThat(layout.size()).isEqualTo(abi.pointerSize());
    assertThat(((Layout.Pointer) layout).target())
        .isEqualTo(new Layout.Scalar(Layout.Kind.SIGNED, 4));
  }

  @Test
  void refusesElementsOfAnotherWidth() {
    assertThatThrownBy(
            () ->
                new FakeCall(Abi.X64)
                    .marshaller(Uses.both(long[].class, Uses.pointer(Uses.named("long")))))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0
              expected: a Java array whose elements are as wide as C's long: 4 bytes
              actual: long[], with 8
              remedy: change the Java type, or the C type\
            """);
  }

  @Test
  void refusesRowsWithoutAShape() {
    assertThatThrownBy(
            () -> {
              FakeCall call = new FakeCall(Abi.X64);
              call.send(Uses.java(float[][].class), new float[2][2]);
            })
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0[]
              expected: a length: a directive, or a C type such as int[3]
              actual: float[], which says nothing of it
              remedy: add @Memsync with a length or nullTerminated, or take the pointer as an\
             address\
            """);
  }

  private static void call(
      Abi abi, Object array, String image, java.util.function.Consumer<HeapMemory> function) {
    new FakeCall(abi)
        .call(
            Uses.java(array.getClass()),
            array,
            m -> {
              assertThat(((HeapMemory) m).toBytes())
                  .containsExactly(java.util.HexFormat.ofDelimiter(" ").parseHex(image));
              function.accept((HeapMemory) m);
            });
  }

  private static void fill(long size, org.bascule.spi.WindowsMemory memory) {
    for (long i = 0; i < size; i++) {
      memory.putByte(i, (byte) -1);
    }
  }
}

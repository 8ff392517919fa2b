package org.bascule.marshallers.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.Uses.N;

import org.bascule.annotation.Direction;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextBufferMarshallerFactoryTest {
  private static final CType CHARS = Uses.pointer(Uses.CHAR);
  private static final CType WIDE = Uses.pointer(Uses.WCHAR);
  private static final CType FIVE = Uses.pointer(Uses.array(Uses.CHAR, 5));

  @ParameterizedTest
  @EnumSource
  void changesNarrowText(Abi abi) {
    StringBuilder text = new StringBuilder("Hellö");

    new FakeCall(abi)
        .call(
            Uses.java(StringBuilder.class),
            text,
            m -> {
              assertThat(m.getByte(6)).isZero();
              m.putByte(0, (byte) 'J');
              m.putByte(4, (byte) 'o');
              m.putByte(5, (byte) 0);
            });

    assertThat(text).hasToString("Jello");
  }

  @ParameterizedTest
  @EnumSource
  void changesWideText(Abi abi) {
    StringBuilder text = new StringBuilder("a\uD83D");

    new FakeCall(abi)
        .call(
            Uses.c(WIDE),
            text,
            m -> {
              assertThat(m.getInt(0)).isEqualTo(0xD83D_0061);
              assertThat(m.getShort(4)).isZero();
              m.putShort(0, (short) '€');
            });

    assertThat(text).hasToString("€\uD83D");
  }

  @Test
  void hasRoomForItsCapacityAndATerminatorAndNoGarbageInIt() {
    FakeCall call = new FakeCall(Abi.X64);
    StringBuilder text = new StringBuilder(10).append("abc");

    HeapMemory memory = call.send(Uses.java(StringBuilder.class), text);

    assertThat(memory.toBytes()).containsExactly('a', 'b', 'c', 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(call.send(Uses.c(WIDE), text).size()).isEqualTo(22);
  }

  @Test
  void hasRoomForTextThatIsLongerInItsCodePage() {
    StringBuilder text = new StringBuilder("€€");
    text.trimToSize();

    assertThat(new FakeCall(Abi.X64).send(Uses.java(StringBuilder.class), text).size())
        .isEqualTo(7);
  }

  @Test
  void takesTextThatFillsAllOfItsRoom() {
    StringBuilder text = new StringBuilder();

    new FakeCall(Abi.X64).call(Uses.c(FIVE), text, m -> m.putBytes(0, "Hello".getBytes(), 0, 5));

    assertThat(text).hasToString("Hello");
  }

  @Test
  void needsNoTerminatorInAFixedArrayButNotMoreUnits() {
    FakeCall call = new FakeCall(Abi.X64);

    assertThat(call.send(Uses.c(FIVE), new StringBuilder("Hello")).toBytes())
        .containsExactly('H', 'e', 'l', 'l', 'o');
    assertThatThrownBy(() -> call.send(Uses.c(FIVE), new StringBuilder("Hello!")))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              expected: at most 5 units of text
              actual: 6: "Hello!"
              remedy: pass a shorter text or a larger length; nothing was sent\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void hasTheRoomThatTheDirectiveSays(Abi abi) {
    StringBuilder text = new StringBuilder("x");
    FakeCall call = new FakeCall(abi).length(300);

    call.call(
        Uses.c(WIDE, N),
        text,
        m -> {
          assertThat(m.size()).isEqualTo(600);
          for (int i = 0; i < 300; i++) {
            m.putShort(2 * i, (short) 'y');
          }
        });

    assertThat(text).hasToString("y".repeat(300));
  }

  @Test
  void bringsBackAllThatIsValidAlsoPastAZero() {
    StringBuilder cut = new StringBuilder();
    StringBuilder ended = new StringBuilder();
    FakeCall call = new FakeCall(Abi.X64).length(8);
    byte[] written = {'a', 'b', 'c', 0, 'e', 'f', 'g', 'h'};

    call.m = 2;
    call.call(Uses.c(CHARS, N.withValid("m")), cut, m -> m.putBytes(0, written, 0, 8));
    call.m = 7;
    call.call(Uses.c(CHARS, N.withValid("m")), ended, m -> m.putBytes(0, written, 0, 8));

    assertThat(cut).hasToString("ab");
    assertThat(ended).hasToString("abc\0efg");
  }

  @Test
  void showsZeroesToAFunctionThatOnlyWritesAndBringsNothingBackFromOneThatOnlyReads() {
    FakeCall call = new FakeCall(Abi.X64).length(4);
    StringBuilder out = new StringBuilder("much too long");
    StringBuilder in = new StringBuilder("abc");

    call.call(
        Uses.c(CHARS, N.withDirection(Direction.OUT)),
        out,
        m -> {
          assertThat(m.getInt(0)).isZero();
          m.putByte(0, (byte) 'o');
        });
    call.call(Uses.c(Uses.constPointer(Uses.CHAR), N), in, m -> m.putByte(0, (byte) 'X'));

    assertThat(out).hasToString("o");
    assertThat(in).hasToString("abc");
  }

  @ParameterizedTest
  @EnumSource
  void isANullPointerForNull(Abi abi) {
    FakeCall call = new FakeCall(abi);
    Marshaller<Object> marshaller = call.marshaller(Uses.c(CHARS));

    marshaller.write(null, call.cell, call.sections);
    marshaller.update(null, call.cell, call.sections);

    assertThat(call.cell.getPointer(0)).isZero();
    assertThat(marshaller.read(call.cell, call.sections)).isNull();
  }

  @Test
  void readsTextOfKnownAndOfUnknownLength() {
    FakeCall call = new FakeCall(Abi.X64).length(2);
    byte[] made = {'a', 'b', 'c', 0};
    TypeUse said = Uses.at(Place.RESULT, Uses.c(CHARS, N.freedBy("release")));
    TypeUse unsaid = Uses.at(Place.FIELD, Uses.java(StringBuilder.class));

    assertThat(call.read(said, made)).hasToString("ab");
    assertThat(call.sections.released()).hasSize(1);
    assertThat(call.read(unsaid, made)).hasToString("abc");
  }

  @Test
  void acceptsAnyText() {
    Marshaller<Object> text = new FakeCall(Abi.X64).marshaller(Uses.c(CHARS));
    StringBuilder own = new StringBuilder("own");

    assertThat(text.accept(own, "it")).isSameAs(own);
    assertThat(text.accept("abc", "it")).isInstanceOf(StringBuilder.class).hasToString("abc");
    assertThat(text.accept('c', "it")).hasToString("c");
    assertThat(text.accept(null, "it")).isNull();
    assertThatThrownBy(() -> text.accept(5, "it"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take it
              expected: a java.lang.StringBuilder
              actual: 5 (java.lang.Integer)
              remedy: pass a value of the expected type\
            """);
  }

  @Test
  void leavesConstantTextAndResultsToString() {
    FakeCall call = new FakeCall(Abi.X64);

    assertThat(call.marshaller(Uses.c(Uses.constPointer(Uses.CHAR))).javaType())
        .isEqualTo(String.class);
    assertThat(call.marshaller(Uses.at(Place.RESULT, Uses.c(CHARS))).javaType())
        .isEqualTo(String.class);
    assertThat(call.marshaller(Uses.at(Place.FIELD, Uses.c(WIDE))).javaType())
        .isEqualTo(String.class);
    assertThat(call.marshaller(Uses.c(Uses.named("LPWSTR"))).javaType())
        .isEqualTo(StringBuilder.class);
  }

  @Test
  void refusesWhatIsNoText() {
    assertThatThrownBy(
            () ->
                new FakeCall(Abi.X64)
                    .marshaller(Uses.both(StringBuilder.class, Uses.pointer(Uses.named("int")))))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0
              expected: a pointer to text, such as char * or wchar_t *
              actual: java.lang.StringBuilder (C: int *)
              remedy: use an array for other memory\
            """);
  }
}

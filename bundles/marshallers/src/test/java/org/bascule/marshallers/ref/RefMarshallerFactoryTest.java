package org.bascule.marshallers.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.Uses.N;

import java.lang.reflect.Type;
import java.util.List;
import org.bascule.annotation.Direction;
import org.bascule.error.SignatureException;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.Ref;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefMarshallerFactoryTest {
  private static final CType INTS = Uses.pointer(Uses.named("int"));
  private static final CType CHARS = Uses.pointer(Uses.CHAR);
  private static final Directive OUT = Directive.NONE.withDirection(Direction.OUT);

  /** Only its fields' types are of interest. */
  @SuppressWarnings({"unused", "rawtypes"})
  private static final class Types {
    Ref<Integer> number;
    Ref<String> text;
    Ref<float[]> floats;
    Ref<Ref<Integer>> nested;
    Ref<Object> object;
    Ref<?> unknown;
    Ref raw;
  }

  @ParameterizedTest
  @EnumSource
  void movesAScalarBothWays(Abi abi) {
    Ref<Integer> number = new Ref<>(5);

    new FakeCall(abi)
        .call(
            Uses.java(type("number")),
            number,
            m -> {
              assertThat(((HeapMemory) m).toBytes()).containsExactly(5, 0, 0, 0);
              m.putInt(0, -7);
            });

    assertThat(number.get()).isEqualTo(-7);
  }

  @Test
  void sendsZeroesWithoutAValueAndToAFunctionThatOnlyWrites() {
    FakeCall call = new FakeCall(Abi.X64);
    TypeUse out = Uses.java(type("number"), OUT);

    assertThat(call.send(Uses.java(type("number")), new Ref<>()).toBytes()).containsOnly(0);
    assertThat(call.send(out, new Ref<>(5)).toBytes()).containsOnly(0);
  }

  @Test
  void doesNotBringBackWhatIsOnlyRead() {
    Ref<Integer> number = new Ref<>(5);
    TypeUse in = Uses.both(type("number"), Uses.constPointer(Uses.named("int")));

    new FakeCall(Abi.X64).call(in, number, m -> m.putInt(0, 6));

    assertThat(number.get()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void isANullPointerForNull(Abi abi) {
    FakeCall call = new FakeCall(abi);
    Marshaller<Object> marshaller = call.marshaller(Uses.java(type("number")));

    marshaller.write(null, call.cell, call.sections);
    marshaller.update(null, call.cell, call.sections);

    assertThat(call.cell.getPointer(0)).isZero();
    assertThat(marshaller.read(call.cell, call.sections)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void hasTheWidthThatCSays(Abi abi) {
    Ref<Integer> number = new Ref<>(0x1_0005);
    TypeUse use = Uses.both(type("number"), Uses.pointer(Uses.named("unsigned short")));
    FakeCall call = new FakeCall(abi);
    number.set(0xFFFF);

    call.call(
        use,
        number,
        m -> {
          assertThat(m.size()).isEqualTo(2);
          m.putShort(0, (short) -2);
        });

    assertThat(number.get()).isEqualTo(0xFFFE);
  }

  @ParameterizedTest
  @EnumSource
  void bringsAnArrayThatTheDllAllocatedByTheDirectiveBehindIt(Abi abi) {
    Ref<float[]> floats = new Ref<>();
    FakeCall call = new FakeCall(abi).length(2);
    TypeUse use = Uses.below(Uses.java(type("floats")), "*", N.freedBy("release"));
    byte[] made = {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0x40, 1, 1, 1, 1};

    call.call(use, floats, m -> m.putPointer(0, call.allocate(made).address()));

    assertThat(floats.get()).containsExactly(1, 2);
    assertThat(call.sections.released()).hasSize(1);
  }

  @Test
  void bringsTextThatTheDllAllocated() {
    Ref<String> text = new Ref<>("in");
    FakeCall call = new FakeCall(Abi.X64);
    TypeUse use = Uses.both(type("text"), Uses.pointer(Uses.constPointer(Uses.CHAR)));

    call.call(
        use, text, m -> m.putPointer(0, call.allocate(new byte[] {'o', 'u', 't', 0}).address()));

    assertThat(text.get()).isEqualTo("out");
  }

  @ParameterizedTest
  @EnumSource
  void followsPointersToPointers(Abi abi) {
    Ref<Ref<Integer>> nested = new Ref<>(new Ref<>(3));
    FakeCall call = new FakeCall(abi);

    call.call(
        Uses.java(type("nested")),
        nested,
        m -> call.sections.view(m.getPointer(0), 4).putInt(0, 4));

    assertThat(nested.get().get()).isEqualTo(4);
  }

  @Test
  void isNaturalForPointersToPointersAndHandles() {
    assertThat(natural(Uses.pointer(INTS))).isTrue();
    assertThat(natural(Uses.pointer(Uses.pointer(new CType.Void())))).isTrue();
    assertThat(natural(Uses.pointer(Uses.named("HANDLE")))).isTrue();
    assertThat(natural(Uses.named("LPHANDLE"))).isTrue();
    assertThat(natural(Uses.named("PHKEY"))).isTrue();
    assertThat(natural(Uses.pointer(CHARS), OUT)).isTrue();
    assertThat(natural(Uses.pointer(CHARS))).isFalse();
    assertThat(natural(INTS)).isFalse();
    assertThat(natural(Uses.pointer(INTS), N)).isFalse();
  }

  @Test
  void bringsAnAddressWhereNothingIsSaidOfWhatLiesThere() {
    Ref<Address> address = new Ref<>();

    new FakeCall(Abi.X86)
        .call(Uses.c(Uses.pointer(INTS)), address, m -> m.putPointer(0, 0x9ABC_0000L));

    assertThat(address.get()).isEqualTo(new Address(0x9ABC_0000L));
  }

  @Test
  void isNaturalForAnArrayThatTheDllAllocates() {
    Ref<Object> squares = new Ref<>();
    FakeCall call = new FakeCall(Abi.X64).length(2);
    TypeUse use = Uses.below(Uses.c(Uses.pointer(Uses.pointer(Uses.named("int16_t")))), "*", N);

    call.call(
        use, squares, m -> m.putPointer(0, call.allocate(new byte[] {4, 0, 16, 0}).address()));

    assertThat(squares.get()).isEqualTo(new short[] {4, 16});
  }

  @Test
  void acceptsTheValueByItselfAndAnEmptyListForNone() {
    Marshaller<Object> number = new FakeCall(Abi.X64).marshaller(Uses.java(type("number")));
    Ref<Integer> own = new Ref<>(1);

    assertThat(number.accept(own, "it")).isSameAs(own);
    assertThat(number.accept(null, "it")).isNull();
    assertThat(((Ref<?>) number.accept("0x10", "it")).get()).isEqualTo(16);
    assertThat(((Ref<?>) number.accept(List.of(), "it")).get()).isNull();
  }

  @Test
  void isAPointerWhoseTargetIsKnown() {
    Layout layout = new FakeCall(Abi.X86).marshaller(Uses.java(type("number"))).layout();

    assertThat(layout.size()).isEqualTo(4);
    assertThat(((Layout.Pointer) layout).target())
        .isEqualTo(new Layout.Scalar(Layout.Kind.SIGNED, 4));
  }

  @Test
  void readsAFieldAsANewRef() {
    Object read =
        new FakeCall(Abi.X64)
            .read(Uses.at(Place.FIELD, Uses.java(type("number"))), new byte[] {9, 0, 0, 0});

    assertThat(((Ref<?>) read).get()).isEqualTo(9);
  }

  @Test
  void asksForTheTargetOfAFieldOnlyWhenSomethingMoves() {
    FakeCall call = new FakeCall(Abi.X64);

    // No factory here takes an Object: the field is made all the same, the argument is not.
    call.marshaller(Uses.at(Place.FIELD, Uses.java(type("object"))));
    assertThatThrownBy(() -> call.marshaller(Uses.java(type("object"))))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-302 cannot marshal argument 0.*
              expected: a factory in this context that takes java.lang.Object
              actual: 7 factories, which all declined
              remedy: add the factory of that type to the context\
            """);
  }

  @Test
  void refusesAnUnknownType() {
    String message =
        """
        BSC-303 cannot bind argument 0
          expected: a Ref of a known type, such as Ref<Integer>
          actual: %s
          remedy: write the type of the value between < and >\
        """;

    refuses(Uses.java(type("raw")), message.formatted("org.bascule.spi.Ref"));
    refuses(Uses.java(type("unknown")), message.formatted("org.bascule.spi.Ref<?>"));
  }

  @Test
  void refusesALengthForOneValue() {
    refuses(
        Uses.java(type("number"), N),
        """
        BSC-305 cannot bind argument 0
          expected: one value behind a Ref
          actual: a directive with a length
          remedy: use an array for several values; a path with * speaks of what the value points\
         to\
        """);
  }

  @Test
  void refusesACTypeThatIsNoPointer() {
    refuses(
        Uses.both(type("number"), Uses.named("int")),
        """
        BSC-303 cannot bind argument 0
          expected: a C pointer for a Ref
          actual: int
          remedy: add * to the C type\
        """);
  }

  private static void refuses(TypeUse use, String message) {
    assertThatThrownBy(() -> new FakeCall(Abi.X64).marshaller(use))
        .isInstanceOf(SignatureException.class)
        .hasMessage(message);
  }

  private static boolean natural(CType type, Directive... directive) {
    Class<?> java = new FakeCall(Abi.X64).marshaller(Uses.c(type, directive)).javaType();
    return java == Ref.class;
  }

  private static Type type(String field) {
    try {
      return Types.class.getDeclaredField(field).getGenericType();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }
}

package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.array;
import static org.bascule.marshallers.struct.StructKit.cell;
import static org.bascule.marshallers.struct.StructKit.constPointer;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.memory;
import static org.bascule.marshallers.struct.StructKit.pointer;
import static org.bascule.marshallers.struct.StructKit.struct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.address.AddressMarshallerFactory;
import org.bascule.marshallers.scalar.ScalarMarshallerFactory;
import org.bascule.marshallers.text.StringMarshallerFactory;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.kit.MarshallerContract;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CStructMarshallerFactoryTest {
  private static final CType.Struct POINT =
      struct("point", member("double", "x"), member("double", "y"));
  private static final CType.Struct MIXED =
      struct(
          "mixed",
          member("char", "tag"),
          member(POINT, "at"),
          member("long", "number"),
          member(constPointer(new CType.Named("char")), "name"),
          member(array("short", 3), "row"),
          member(array("char", 5), "word"));

  private static Map<String, Object> values(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }

  @Test
  void keepsTheContract() {
    MarshallerContract.of(new CStructMarshallerFactory(), KitUse.c(POINT, Place.FIELD))
        .with(new ScalarMarshallerFactory())
        .samples(values("x", 1.5, "y", -2.0))
        .check();
    CType.Struct named =
        struct(
            "named",
            member("int", "id"),
            member(constPointer(new CType.Named("char")), "name"),
            member(pointer(new CType.Void()), "handle"));
    MarshallerContract.of(new CStructMarshallerFactory(), KitUse.c(pointer(named), Place.ARGUMENT))
        .with(
            new ScalarMarshallerFactory(),
            new StringMarshallerFactory(),
            new AddressMarshallerFactory())
        .samples(values("id", 7, "name", "Ärger", "handle", new Address(44)))
        .check();
  }

  @Test
  void laysAStructOutForTheAbi() {
    Layout.Struct x64 = (Layout.Struct) make(KitUse.c(MIXED, Place.FIELD), Abi.X64).layout();
    Layout.Struct x86 = (Layout.Struct) make(KitUse.c(MIXED, Place.FIELD), Abi.X86).layout();

    assertThat(x64.name()).isEqualTo("struct mixed");
    assertThat(x64.members())
        .extracting(Layout.Member::offset)
        .containsExactly(0L, 8L, 24L, 32L, 40L, 46L);
    assertThat(x64.size()).isEqualTo(56);
    assertThat(x86.members())
        .extracting(Layout.Member::offset)
        .containsExactly(0L, 8L, 24L, 28L, 32L, 38L);
    assertThat(x86.size()).isEqualTo(48);
  }

  @ParameterizedTest
  @EnumSource
  void bringsEveryMemberBackInTheirOrder(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> mixed = make(KitUse.c(MIXED, Place.FIELD), abi);
    HeapMemory image = memory(sections, mixed.layout().size());
    mixed.write(
        values(
            "row",
            new short[] {1, 2, 3},
            "tag",
            (byte) 'x',
            "at",
            values("y", 2.5),
            "number",
            -5,
            "name",
            "Name",
            "word",
            "Hello"),
        image,
        sections);

    Map<?, ?> back = (Map<?, ?>) mixed.read(image, sections);

    assertThat(back.keySet().stream().map(Object::toString))
        .containsExactly("tag", "at", "number", "name", "row", "word");
    assertThat(back.get("at")).isEqualTo(values("x", 0.0, "y", 2.5));
    assertThat(back.get("row")).isEqualTo(new short[] {1, 2, 3});
    assertThat(back.get("name")).isEqualTo("Name");
    assertThat(back.get("word")).isEqualTo("Hello");
    assertThat(back.get("number")).isEqualTo(-5);
    sections.checkGuards();
  }

  @ParameterizedTest
  @EnumSource
  void writesZeroesForMissingMembersAndPadding(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> mixed = make(KitUse.c(MIXED, Place.FIELD), abi);
    HeapMemory image = memory(sections, mixed.layout().size());
    mixed.write(values("tag", (byte) 1, "name", null), image, sections);

    byte[] expected = new byte[(int) mixed.layout().size()];
    expected[0] = 1;
    assertThat(image.toBytes()).isEqualTo(expected);
  }

  @Test
  void refusesNamesThatTheStructDoesNotHave() {
    Marshaller<Object> point = make(KitUse.c(pointer(POINT), Place.ARGUMENT), Abi.X64);
    HeapSections sections = new HeapSections(Abi.X64);
    String message =
        """
        BSC-402 cannot take argument
          expected: a Map with members of struct point: x, y
          actual: "z"
          remedy: use the names of the prototype\
        """;

    assertThatThrownBy(() -> point.accept(Map.of("z", 1), "argument"))
        .isInstanceOf(ValueException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> point.write(values("z", 1.0), cell(sections, Abi.X64), sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(message);
  }

  @Test
  void refusesNullByValueButNotInAnArray() {
    Marshaller<Object> point = make(KitUse.c(POINT, Place.ARGUMENT), Abi.X64);
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory image = memory(sections, 16);

    assertThatThrownBy(() -> point.write(null, image, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: a Map with members of struct point: x, y
              actual: null
              remedy: pass a value; only pointers can be null\
            """);
    make(KitUse.c(POINT, Place.ELEMENT), Abi.X64).write(null, image, sections);
    assertThat(image.toBytes()).containsOnly(0);
  }

  @Test
  void saysWhichMemberOfAnArgumentIsWrong() {
    Marshaller<Object> mixed = make(KitUse.c(pointer(MIXED), Place.ARGUMENT), Abi.X64);

    assertThatThrownBy(() -> mixed.accept(Map.of("at", Map.of("y", "two")), "argument 3"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot take argument 3.at.y
              expected: a number for double
              actual: "two"
              remedy: write a number such as 1.5, -2e3, 0x1F, NaN or inf\
            """);
    assertThatThrownBy(() -> mixed.accept(5, "argument 3"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 3
              expected: a Map with members of struct mixed: tag, at, number, name, row, word
              actual: 5 (java.lang.Integer)
              remedy: pass a value of the expected type\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void updatesNothingByValueOrBehindConst(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> value = make(KitUse.c(POINT, Place.ARGUMENT), abi);
    Marshaller<Object> constant = make(KitUse.c(constPointer(POINT), Place.ARGUMENT), abi);
    Map<String, Object> given = values("x", 1.0);
    HeapMemory image = memory(sections, 16);
    HeapMemory cell = cell(sections, abi);
    value.write(given, image, sections);
    value.update(given, image, sections);
    constant.write(given, cell, sections);
    constant.update(given, cell, sections);

    assertThat(given).isEqualTo(values("x", 1.0));
    assertThat(value.updates()).isFalse();
    assertThat(constant.updates()).isFalse();
  }

  @Test
  void declinesStructsThatAreNotDefinedHere() {
    KitContext context = StructKit.context(Abi.X64);
    CStructMarshallerFactory factory = new CStructMarshallerFactory();

    assertThat(factory.create(KitUse.c("struct point", Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c(pointer("struct point"), Place.ARGUMENT), context))
        .isEmpty();
    assertThat(make(KitUse.c(pointer("struct point"), Place.ARGUMENT), Abi.X64).javaType())
        .isEqualTo(Address.class);
  }

  @Test
  void refusesAMemberTwice() {
    CType.Struct twice = struct("twice", member("int", "a"), member("int", "a"));

    assertThatThrownBy(() -> make(KitUse.c(twice, Place.FIELD), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind field
              expected: members of struct twice with different names
              actual: "a" twice
              remedy: rename one of them\
            """);
  }

  @Test
  void isTheNaturalTypeOfStructsForAMapToo() {
    TypeUse use =
        new TypeUse(Map.class, Optional.of(pointer(POINT)), List.of(), Place.ARGUMENT, "argument");

    assertThat(make(use, Abi.X64)).isInstanceOf(StructPointerMarshaller.class);
  }
}

package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.array;
import static org.bascule.marshallers.struct.StructKit.constPointer;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.memory;
import static org.bascule.marshallers.struct.StructKit.pointer;
import static org.bascule.marshallers.struct.StructKit.union;

import java.util.HashMap;
import java.util.Map;
import org.bascule.annotation.Overlaid;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnionTest {
  private static final CType.Struct ANY =
      union(
          "any",
          member("signed char", "b"),
          member("int", "i"),
          member("double", "d"),
          member(array("short", 3), "s"));

  @Overlaid
  record Any(Byte b, Integer i, Double d, String text) {}

  @Overlaid
  record Wrong(int i, Double d) {}

  @ParameterizedTest
  @EnumSource
  void writesTheGivenMemberAndReadsAll(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> any = make(KitUse.c(ANY, Place.FIELD), abi);
    HeapMemory image = memory(sections, any.layout().size());
    any.write(new HashMap<>(Map.of("i", 0x01020304)), image, sections);

    assertThat(image.toBytes()).containsExactly(4, 3, 2, 1, 0, 0, 0, 0);
    Map<?, ?> back = (Map<?, ?>) any.read(image, sections);
    assertThat(back.get("b")).isEqualTo((byte) 4);
    assertThat(back.get("i")).isEqualTo(0x01020304);
    assertThat(back.get("d")).isEqualTo(Double.longBitsToDouble(0x01020304));
    assertThat(back.get("s")).isEqualTo(new short[] {0x0304, 0x0102, 0});
  }

  @Test
  void takesSeveralMembersWhoseBytesAgreeAndNoOthers() {
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> any = make(KitUse.c(ANY, Place.FIELD), Abi.X64);
    HeapMemory image = memory(sections, 8);
    any.write(new HashMap<>(Map.of("i", 0x01020304)), image, sections);
    @SuppressWarnings("unchecked")
    Map<String, Object> back = (Map<String, Object>) any.read(image, sections);
    HeapMemory again = memory(sections, 8);
    any.write(back, again, sections);
    assertThat(again.toBytes()).isEqualTo(image.toBytes());

    back.put("i", 5);
    assertThatThrownBy(() -> any.write(back, again, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take field
              expected: one of the members of union any: b, i, d, s
              actual: d and i, whose bytes differ
              remedy: pass the one that is meant\
            """);
  }

  @Test
  void readsAPointerThatLeadsNowhereAsNull() {
    CType.Struct text =
        union(
            "text",
            member("long long", "number"),
            member(constPointer(new CType.Named("char")), "text"));
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> any = make(KitUse.c(pointer(text), Place.ARGUMENT), Abi.X64);
    HeapMemory cell = memory(sections, 8);
    Object taken = any.accept(Map.of("number", 77), "argument");
    any.write(taken, cell, sections);
    any.update(taken, cell, sections);

    Map<String, Object> expected = new HashMap<>();
    expected.put("number", 77L);
    expected.put("text", null);
    assertThat(taken).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void writesTheOneComponentThatIsNotNull(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> any = make(KitUse.java(Any.class, Place.FIELD), abi);
    HeapMemory image = memory(sections, any.layout().size());
    any.write(new Any(null, 0x01020304, null, null), image, sections);
    assertThat(image.toBytes()).containsExactly(4, 3, 2, 1, 0, 0, 0, 0);

    assertThat(any.read(image, sections))
        .isEqualTo(new Any((byte) 4, 0x01020304, Double.longBitsToDouble(0x01020304), null));
    any.write(new Any(null, null, null, "text"), image, sections);
    assertThat(((Any) any.read(image, sections)).text()).isEqualTo("text");
  }

  @Test
  void refusesNoneOrTwoComponents() {
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> any = make(KitUse.java(Any.class, Place.FIELD), Abi.X64);
    HeapMemory image = memory(sections, 8);

    assertThatThrownBy(() -> any.write(new Any(null, null, null, null), image, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take field
              expected: exactly one of the members of Any: b, i, d, text, the others null
              actual: none
              remedy: make a record with the one that is meant\
            """);
    assertThatThrownBy(() -> any.write(new Any(null, 1, null, "x"), image, sections))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("actual: i and text");
  }

  @Test
  void refusesComponentsThatCannotBeNull() {
    assertThatThrownBy(() -> make(KitUse.java(Wrong.class, Place.FIELD), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind field.i
              expected: a component that can be null, since only one of a union's has a value
              actual: int
              remedy: use the wrapper class, such as Integer\
            """);
  }
}

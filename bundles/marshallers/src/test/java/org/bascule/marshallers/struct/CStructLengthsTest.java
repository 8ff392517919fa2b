package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.cell;
import static org.bascule.marshallers.struct.StructKit.counted;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.memory;
import static org.bascule.marshallers.struct.StructKit.struct;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Structs with arrays whose lengths are other members. */
class CStructLengthsTest {
  /** A struct whose array's length is another member: {@code {short data[len]; short len;}}. */
  private static final CType.Struct SEQUENCE =
      struct("sequence", counted(new CType.Named("short"), "data", "len"), member("short", "len"));

  private static KitContext lengths(Abi abi) {
    return StructKit.context(abi)
        .withLength(
            "len", (cell, call) -> call.view(cell.address() + abi.pointerSize(), 2).getShort(0));
  }

  @ParameterizedTest
  @EnumSource
  void writesArraysAfterTheMembersThatTheirLengthsNeed(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> sequence = make(KitUse.c(SEQUENCE, Place.FIELD), lengths(abi));
    HeapMemory image = memory(sections, sequence.layout().size());
    sequence.write(values("data", new short[] {7, 8, 9}, "len", (short) 2), image, sections);

    assertThat(sections.section(1).toBytes()).containsExactly(7, 0, 8, 0);
    assertThatThrownBy(
            () ->
                sequence.write(values("data", new short[] {7}, "len", (short) 2), image, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take field.data
              where: length len
              expected: at most 1, which the Java object has room for
              actual: 2
              remedy: pass a larger object or a smaller length; nothing was sent\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void followsAPointerThatTheDllHasFilledIn(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> sequence = make(KitUse.c(SEQUENCE, Place.FIELD), lengths(abi));
    HeapMemory image = memory(sections, sequence.layout().size());
    Map<String, Object> given = new HashMap<>();
    sequence.write(given, image, sections);
    WindowsMemory theirs = memory(sections, 6);
    theirs.putShort(0, (short) 4);
    theirs.putShort(2, (short) 9);
    theirs.putShort(4, (short) 16);
    image.putPointer(0, theirs.address());
    image.putShort(abi.pointerSize(), (short) 3);
    sequence.update(given, image, sections);

    assertThat(given.get("data")).isEqualTo(new short[] {4, 9, 16});
    assertThat(given.get("len")).isEqualTo((short) 3);
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheCallersArrayAloneWhereTheDllHasPutAnother(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> sequence = make(KitUse.c(SEQUENCE, Place.FIELD), lengths(abi));
    HeapMemory image = memory(sections, sequence.layout().size());
    short[] data = {7};
    Map<String, Object> given = values("data", data, "len", (short) 1);
    sequence.write(given, image, sections);
    WindowsMemory theirs = memory(sections, 4);
    theirs.putInt(0, 0x00020001);
    image.putPointer(0, theirs.address());
    image.putShort(abi.pointerSize(), (short) 2);
    sequence.update(given, image, sections);

    assertThat(given.get("data")).isEqualTo(new short[] {1, 2});
    assertThat(data).containsExactly((short) 7);
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheCallersArrayWhereThePointerIsStillTheSame(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> sequence = make(KitUse.c(SEQUENCE, Place.FIELD), lengths(abi));
    HeapMemory image = memory(sections, sequence.layout().size());
    short[] data = {7, 8, 9};
    Map<String, Object> given = values("data", data, "len", (short) 3);
    sequence.write(given, image, sections);
    sections.section(1).putShort(2, (short) 80);
    sequence.update(given, image, sections);

    assertThat(given.get("data")).isSameAs(data);
    assertThat(data).containsExactly(7, 80, 9);
  }

  private static Map<String, Object> values(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }
}

package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.cell;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.memory;
import static org.bascule.marshallers.struct.StructKit.pointer;
import static org.bascule.marshallers.struct.StructKit.struct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bascule.annotation.Direction;
import org.bascule.error.BasculeException;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Structs behind pointers. */
class CStructPointerTest {
  private static final CType.Struct POINT =
      struct("point", member("double", "x"), member("double", "y"));

  @ParameterizedTest
  @EnumSource
  void acceptsTextAsMembersAndUpdatesTheCallersMap(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> point = make(KitUse.c(pointer(POINT), Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    Map<String, Object> given = values("y", "2.5");
    Object taken = point.accept(given, "argument");
    point.write(taken, cell, sections);
    WindowsMemory image = sections.view(cell.getPointer(0), 16);
    assertThat(image.getDouble(8)).isEqualTo(2.5);
    image.putDouble(0, 9);
    point.update(taken, cell, sections);

    assertThat(point.updates()).isTrue();
    assertThat(taken).isEqualTo(values("x", 9.0, "y", 2.5));
    assertThat(given).isEqualTo(values("x", 9.0, "y", 2.5));
  }

  @Test
  void passesTheAddressOfAStructThatLiesThereToStay() {
    HeapSections sections = new HeapSections(Abi.X64);
    for (Direction direction : List.of(Direction.IN_OUT, Direction.OUT, Direction.IN)) {
      TypeUse use =
          KitUse.c(pointer(POINT), Place.ARGUMENT)
              .withDirective(Directive.NONE.withDirection(direction));
      Marshaller<Object> point = make(use, Abi.X64);
      HeapMemory cell = cell(sections, Abi.X64);
      // Nothing is there that could be read.
      Object taken = point.accept(new Address(0x1234), "argument");
      point.write(taken, cell, sections);
      point.update(taken, cell, sections);

      assertThat(cell.getPointer(0)).isEqualTo(0x1234);
      assertThat(point.accept(Address.NULL, "argument")).isNull();
    }
  }

  @Test
  void letsACallerHaveAMapThatCannotChange() {
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> point = make(KitUse.c(pointer(POINT), Place.ARGUMENT), Abi.X64);
    HeapMemory cell = cell(sections, Abi.X64);
    Object taken = point.accept(Map.of("x", 1), "argument");
    point.write(taken, cell, sections);
    sections.view(cell.getPointer(0), 16).putDouble(8, 4);
    point.update(taken, cell, sections);

    assertThat(taken).isEqualTo(values("x", 1.0, "y", 4.0));
  }

  @Test
  void givesTheDllZeroesWhereOnlyTheDllWrites() {
    HeapSections sections = new HeapSections(Abi.X64);
    TypeUse use =
        KitUse.c(pointer(POINT), Place.ARGUMENT)
            .withDirective(Directive.NONE.withDirection(Direction.OUT));
    Marshaller<Object> point = make(use, Abi.X64);
    HeapMemory cell = cell(sections, Abi.X64);
    Map<String, Object> given = values("x", 1.0);
    point.write(given, cell, sections);
    assertThat(sections.section(1).toBytes()).containsOnly(0);
    point.update(given, cell, sections);

    assertThat(given).isEqualTo(values("x", 0.0, "y", 0.0));
  }

  @ParameterizedTest
  @EnumSource
  void makesNullOfNull(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> point = make(KitUse.c(pointer(POINT), Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    point.write(null, cell, sections);
    point.update(null, cell, sections);

    assertThat(cell.getPointer(0)).isZero();
    assertThat(point.read(cell, sections)).isNull();
    assertThat(point.accept(null, "argument")).isNull();
  }

  @Test
  void freesAReturnedStructByTheFunctionThatTheDirectiveNames() {
    HeapSections sections = new HeapSections(Abi.X64);
    TypeUse use =
        KitUse.c(pointer(POINT), Place.RESULT).withDirective(Directive.NONE.freedBy("free_memory"));
    WindowsMemory struct = memory(sections, 16);
    struct.putDouble(0, 3);
    struct.putDouble(8, 4);
    HeapMemory cell = cell(sections, Abi.X64);
    cell.putPointer(0, struct.address());

    assertThat(make(use, Abi.X64).read(cell, sections)).isEqualTo(values("x", 3.0, "y", 4.0));
    assertThat(sections.released())
        .containsExactly("free_memory(0x" + Long.toHexString(struct.address()) + ")");
  }

  @ParameterizedTest
  @EnumSource
  void movesStructsBehindALength(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    TypeUse use =
        KitUse.c(pointer(POINT), Place.ARGUMENT).withDirective(Directive.NONE.withLength("2"));
    Marshaller<Object> points = make(use, abi);
    HeapMemory cell = cell(sections, abi);
    Object given = points.accept(List.of(Map.of("x", 1), Map.of("y", 2)), "argument");
    points.write(given, cell, sections);
    WindowsMemory there = sections.view(cell.getPointer(0), 32);
    assertThat(there.getDouble(24)).isEqualTo(2);
    there.putDouble(8, 5);
    points.update(given, cell, sections);

    assertThat((Object[]) given)
        .containsExactly(values("x", 1.0, "y", 5.0), values("x", 0.0, "y", 2.0));
  }

  @Test
  void failsWithTheHostsErrorWhereAReturnedPointerLeadsNowhere() {
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory cell = cell(sections, Abi.X64);
    cell.putPointer(0, 0x10);
    Marshaller<Object> point = make(KitUse.c(pointer(POINT), Place.RESULT), Abi.X64);

    assertThatThrownBy(() -> point.read(cell, sections))
        .isInstanceOf(BasculeException.class)
        .hasMessageStartingWith("BSC-502 cannot access 16 bytes at 0x10");
  }

  @Test
  void letsElementsBeMapsThatCannotChange() {
    HeapSections sections = new HeapSections(Abi.X64);
    TypeUse use =
        KitUse.c(pointer(POINT), Place.ARGUMENT).withDirective(Directive.NONE.withLength("2"));
    Marshaller<Object> points = make(use, Abi.X64);
    HeapMemory cell = cell(sections, Abi.X64);
    Object[] own = {Map.of("x", 1.0, "y", 0.0), Map.of("x", 2.0, "y", 0.0)};
    points.write(own, cell, sections);
    points.update(own, cell, sections);

    assertThat(own[1]).isEqualTo(values("x", 2.0, "y", 0.0));
  }

  private static Map<String, Object> values(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }
}

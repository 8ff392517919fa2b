package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.cell;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.pointer;
import static org.bascule.marshallers.struct.StructKit.struct;

import java.util.HashMap;
import java.util.Map;
import org.bascule.annotation.DeclaredAs;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CType.Struct;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Structs that point to structs of their own type. */
class LinkedListTest {
  private static final Struct NODE =
      struct("node", member("int", "v"), member(pointer("struct node"), "next"));

  record Chain(int v, @DeclaredAs("struct node *") Chain next) {}

  private static Map<String, Object> node(int v, Object next) {
    Map<String, Object> node = new HashMap<>();
    node.put("v", v);
    node.put("next", next);
    return node;
  }

  @ParameterizedTest
  @EnumSource
  void writesAndReadsAList(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> list = make(KitUse.c(pointer(NODE), Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    Map<String, Object> given = node(1, node(2, node(3, null)));
    list.write(given, cell, sections);

    WindowsMemory second =
        sections.view(sections.section(1).getPointer(abi.pointerSize()), 2L * abi.pointerSize());
    assertThat(second.getInt(0)).isEqualTo(2);
    assertThat(list.read(cell, sections)).isEqualTo(given);
    sections.checkGuards();
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("unchecked")
  void writesAndReadsACircleOnce(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> list = make(KitUse.c(pointer(NODE), Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    Map<String, Object> first = node(1, null);
    first.put("next", node(2, first));
    Object taken = list.accept(first, "argument");
    list.write(taken, cell, sections);
    assertThat(sections.count()).isEqualTo(3);
    sections.section(2).putInt(0, 20);
    list.update(taken, cell, sections);

    Map<String, Object> back = (Map<String, Object>) list.read(cell, sections);
    Map<String, Object> second = (Map<String, Object>) back.get("next");
    assertThat(second.get("v")).isEqualTo(20);
    assertThat(second.get("next")).isSameAs(back);
    assertThat(((Map<String, Object>) first.get("next")).get("v")).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  void bringsALongListBack(Abi abi) {
    int length = 1000;
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> list = make(KitUse.c(pointer(NODE), Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    Map<String, Object> given = null;
    for (int i = length; i > 0; i--) {
      given = node(i, given);
    }
    Object taken = list.accept(given, "argument");
    list.write(taken, cell, sections);
    list.update(taken, cell, sections);

    Map<?, ?> at = (Map<?, ?>) list.read(cell, sections);
    for (int i = 1; i <= length; i++) {
      assertThat(at.get("v")).isEqualTo(i);
      at = (Map<?, ?>) at.get("next");
    }
    assertThat(at).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void followsAListThatTheDllHasTurned(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> list = make(KitUse.c(pointer(NODE), Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    Map<String, Object> second = node(2, node(3, null));
    Map<String, Object> given = node(1, second);
    Object taken = list.accept(given, "argument");
    list.write(taken, cell, sections);
    int next = abi.pointerSize();
    sections.section(1).putPointer(next, sections.section(3).address());
    sections.section(3).putPointer(next, sections.section(2).address());
    sections.section(2).putPointer(next, 0);
    list.update(taken, cell, sections);

    assertThat(given).isEqualTo(node(1, node(3, node(2, null))));
    assertThat(second.get("v")).isEqualTo(2);
  }

  @Test
  void resolvesTagsOfOuterAndEarlierDefinitions() {
    Struct leaf = struct("leaf", member(pointer("struct tree"), "up"), member("int", "v"));
    Struct tree =
        struct(
            "tree",
            member(pointer(leaf), "first"),
            member(pointer("struct leaf"), "second"),
            member(pointer("struct tree"), "next"));
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> trees = make(KitUse.c(pointer(tree), Place.ARGUMENT), Abi.X64);
    HeapMemory cell = cell(sections, Abi.X64);
    Map<String, Object> given = new HashMap<>();
    given.put("second", new HashMap<>(Map.of("v", 5, "up", given)));
    trees.write(trees.accept(given, "argument"), cell, sections);

    Map<?, ?> back = (Map<?, ?>) trees.read(cell, sections);
    Map<?, ?> second = (Map<?, ?>) back.get("second");
    assertThat(second.get("v")).isEqualTo(5);
    assertThat(second.get("up")).isSameAs(back);
    assertThat(back.get("first")).isNull();
  }

  @Test
  void doesNotPutAStructIntoItself() {
    Struct endless = struct("node", member("int", "v"), member("struct node", "inner"));

    assertThatThrownBy(() -> make(KitUse.c(endless, Place.FIELD), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-302 cannot marshal field.inner");
  }

  @ParameterizedTest
  @EnumSource
  void movesRecordsThatPointToTheirOwnKind(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> chain = make(KitUse.java(Chain.class, Place.FIELD), abi);
    HeapMemory image = StructKit.memory(sections, chain.layout().size());
    Chain given = new Chain(1, new Chain(2, new Chain(3, null)));
    chain.write(given, image, sections);

    assertThat(chain.read(image, sections)).isEqualTo(given);
  }

  @Test
  void refusesACircleOfRecords() {
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> chain = make(KitUse.java(Chain.class, Place.FIELD), Abi.X64);
    HeapMemory image = StructKit.memory(sections, 16);
    image.putPointer(8, image.address());

    assertThatThrownBy(() -> chain.read(image, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot read field.next.next
              expected: a chain of structs that ends, within 500
              actual: a circle
              remedy: read it through a C prototype, whose Maps can do that\
            """);
  }

  @Test
  void refusesAChainOfRecordsThatIsTooLong() {
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> chain = make(KitUse.java(Chain.class, Place.FIELD), Abi.X64);
    Chain given = null;
    for (int i = 0; i < 600; i++) {
      given = new Chain(i, given);
    }
    HeapMemory image = StructKit.memory(sections, 16);
    chain.write(given, image, sections);

    assertThatThrownBy(() -> chain.read(image, sections))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("a longer one");
  }
}

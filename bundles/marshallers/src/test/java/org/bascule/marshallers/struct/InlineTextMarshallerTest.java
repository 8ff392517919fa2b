package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.array;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.memory;

import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.kit.MarshallerContract;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;

class InlineTextMarshallerTest {
  private final InlineTextMarshallerFactory factory = new InlineTextMarshallerFactory();

  @Test
  void keepsTheContract() {
    MarshallerContract.of(factory, KitUse.c(array("char", 5), Place.FIELD))
        .samples("", "Hello", "Ärg")
        .refuses("Hello!", "Ärger", "\uD83D")
        .check();
    MarshallerContract.of(factory, KitUse.c(array("wchar_t", 5), Place.ELEMENT))
        .samples("", "Ärger", "\uD83D\uDE00")
        .refuses("Ärgern", "\uDE00", "a\0")
        .check();
    MarshallerContract.of(
            factory, KitUse.both(String.class, array("unsigned char", 2), Place.FIELD))
        .samples("ab")
        .check();
  }

  @Test
  void needsNoTerminatorWhereTheTextFillsTheArray() {
    Marshaller<Object> text = make(KitUse.c(array("char", 3), Place.FIELD), Abi.X64);
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory image = memory(sections, 3);
    text.write("abc", image, sections);
    assertThat(image.toBytes()).containsExactly('a', 'b', 'c');
    text.write("a", image, sections);
    assertThat(image.toBytes()).containsExactly('a', 0, 0);
    image.putByte(2, (byte) 'x');

    assertThat(text.read(image, sections)).isEqualTo("a");
    assertThat(text.layout())
        .isEqualTo(new Layout.Array(new Layout.Scalar(Layout.Kind.SIGNED, 1), 3));
  }

  @Test
  void encodesInTheCodePageOfTheContext() {
    Marshaller<Object> text =
        make(
            KitUse.c(array("char", 1), Place.FIELD),
            StructKit.context(Abi.X64).withCodePage(CodePageText.of(1252)));
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory image = memory(sections, 1);
    text.write("€", image, sections);

    assertThat(image.toBytes()).containsExactly(0x80);
    assertThat(text.read(image, sections)).isEqualTo("€");
  }

  @Test
  void refusesWhatIsTooLongOrMissing() {
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> narrow = make(KitUse.c(array("char", 3), Place.FIELD), Abi.X64);
    Marshaller<Object> wide = make(KitUse.c(array("wchar_t", 3), Place.FIELD), Abi.X64);

    assertThatThrownBy(() -> narrow.write("a€", memory(sections, 3), sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take field
              expected: text of at most 3 bytes in code page 65001
              actual: "a€" with 4
              remedy: pass a shorter text\
            """);
    assertThatThrownBy(() -> wide.write("four", memory(sections, 6), sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take field
              expected: text of at most 3 UTF-16 units
              actual: "four" with 4
              remedy: pass a shorter text\
            """);
    assertThatThrownBy(() -> wide.write(null, memory(sections, 6), sections))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("actual: null");
  }

  @Test
  void declinesOtherArrays() {
    var context = StructKit.context(Abi.X64);

    assertThat(factory.create(KitUse.c(array("int", 3), Place.FIELD), context)).isEmpty();
    assertThat(factory.create(KitUse.c(array("unsigned char", 3), Place.FIELD), context)).isEmpty();
    assertThat(factory.create(KitUse.c(array("char", 3), Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(String.class, Place.FIELD), context)).isEmpty();
  }
}

package org.bascule.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.WString;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WStringMarshallerFactoryTest {
  private final WStringMarshallerFactory factory = new WStringMarshallerFactory();

  @Test
  void keepsTheContract() {
    for (Place place : Place.values()) {
      Fixture.contract(factory, KitUse.java(WString.class, place))
          .samples(new WString(""), new WString("a€\uD83D\uDE00"))
          .check();
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesUtf16(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    write(new WString("Ä"), abi, sections);

    assertThat(sections.section(0).toBytes()).containsExactly(0xC4, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void makesNullOfNull(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    HeapMemory image = write(null, abi, sections);

    assertThat(image.getPointer(0)).isZero();
    assertThat(text(abi).read(image, sections)).isNull();
  }

  @Test
  void acceptsText() {
    assertThat(text(Abi.X64).accept("abc", "it")).isEqualTo(new WString("abc"));
    assertThat(text(Abi.X64).accept(null, "it")).isNull();
  }

  @Test
  void declinesOtherTypes() {
    assertThat(factory.create(KitUse.java(String.class, Place.RESULT), Fixture.context(Abi.X64)))
        .isEmpty();
  }

  private static HeapMemory write(WString value, Abi abi, HeapSections sections) {
    HeapMemory image = HeapMemory.allocate(abi, 0x1000, abi.pointerSize()).fill(0xEE);
    text(abi).write(value, image, sections);
    return image;
  }

  private static Marshaller<Object> text(Abi abi) {
    return Fixture.marshaller(KitUse.java(WString.class, Place.ARGUMENT), abi);
  }
}

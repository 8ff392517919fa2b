package org.bascule.spi.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.bascule.error.SignatureException;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KitContextTest {
  @Test
  void asksItsFactoriesInOrder() {
    Marshaller<?> first = new Percent();
    MarshallerFactory declining = (use, context) -> Optional.empty();
    KitContext context =
        KitContext.of(
            Abi.X64,
            declining,
            (use, c) -> Optional.of(first),
            (use, c) -> Optional.of(new Percent()));

    assertThat(context.marshaller(KitUse.java(Integer.class, Place.FIELD))).isSameAs(first);
  }

  @Test
  void saysWhichTypeNobodyTakes() {
    KitContext context = KitContext.of(Abi.X64, (use, c) -> Optional.empty());

    assertThatThrownBy(() -> context.marshaller(KitUse.both(long.class, "size_t", Place.FIELD)))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-302 cannot marshal field
              expected: a factory in this context that takes long (C: size_t)
              actual: 1 factories, which all declined
              remedy: add the factory of that type to the context""");
  }

  @Test
  void hasWhatItWasGiven() {
    HeapSections memory = new HeapSections(Abi.X86);
    KitContext context =
        KitContext.of(Abi.X86).withCodePage(CodePageText.of(1252)).withMemory(memory);

    assertThat(KitContext.of(Abi.X86).codePage()).isEqualTo(CodePageText.UTF_8);
    assertThat(context.codePage().number()).isEqualTo(1252);
    assertThat(context.memory()).isSameAs(memory);
    assertThat(context.abi()).isEqualTo(Abi.X86);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsigned long",
        "void",
        "const char *",
        "const char *const *",
        "float[3][4]",
        "const char *[2]"
      })
  void readsTheCTypesThatTestsNeed(String type) {
    assertThat(KitContext.of(Abi.X64).cType(type)).hasToString(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unsigned (", "int (*)[3]", "", "*", "int * x"})
  void saysWhichCTypesItDoesNotRead(String type) {
    assertThatThrownBy(() -> KitContext.of(Abi.X64).cType(type))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the C type
              expected: a type that the test kit reads, such as const char *
              actual: "%s"
              remedy: test with another type, or in the bridge"""
                .formatted(type));
  }
}

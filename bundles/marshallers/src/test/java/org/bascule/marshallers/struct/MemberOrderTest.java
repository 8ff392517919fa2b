package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bascule.marshallers.struct.StructKit.counted;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.memory;
import static org.bascule.marshallers.struct.StructKit.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;

/** Lengths are read from memory, so what they need is written first. */
class MemberOrderTest {
  private static final CType INT = new CType.Named("int");

  @Test
  void writesEachPointerBehindThoseThatItsLengthNames() {
    CType.Struct inner = struct("inner", counted(INT, "deep", "deep"));
    CType.Struct outer =
        struct(
            "outer",
            counted(INT, "first", "second.size"),
            member(inner, "part"),
            counted(INT, "second", "n"),
            member("int", "n"));
    List<String> written = new ArrayList<>();
    KitContext context = StructKit.context(Abi.X64);
    for (String expression : List.of("deep", "second.size", "n")) {
      context =
          context.withLength(
              expression,
              (cell, call) -> {
                written.add(expression);
                return 1;
              });
    }
    Marshaller<Object> marshaller = make(KitUse.c(outer, Place.FIELD), context);
    HeapSections sections = new HeapSections(Abi.X64);
    int[] one = {1};
    marshaller.write(
        Map.of("first", one, "part", Map.of("deep", one), "second", one, "n", 1),
        memory(sections, marshaller.layout().size()),
        sections);

    assertThat(written).containsExactly("deep", "n", "second.size");
  }

  @Test
  void packsAsTheTypeSays() {
    CType.Struct packed =
        new CType.Struct(
            "packed",
            false,
            OptionalInt.of(2),
            List.of(member("char", "tag"), member("double", "value")));
    Layout layout = make(KitUse.c(packed, Place.FIELD), Abi.X64).layout();

    assertThat(layout.size()).isEqualTo(10);
    assertThat(layout.alignment()).isEqualTo(2);
  }
}

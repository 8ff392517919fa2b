package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.cell;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.memory;
import static org.bascule.marshallers.struct.StructKit.pointer;
import static org.bascule.marshallers.struct.StructKit.struct;
import static org.bascule.marshallers.struct.StructKit.union;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;

/** Structs and unions without a name in others: their members are members of the outer one. */
class UnnamedMembersTest {
  private static final CType.Struct HALVES =
      struct("", member("DWORD", "low"), member("LONG", "high"));
  private static final CType.Struct LARGE =
      union("large", member(HALVES, ""), member(HALVES, "u"), member("LONGLONG", "whole"));
  private static final CType.Struct PACKET =
      struct(
          "packet",
          member("short", "kind"),
          member(union("", member(HALVES, ""), member("LONGLONG", "whole")), ""),
          member(struct("inner", member("int", "a"), member("int", "b")), ""),
          member("int", "last"));

  private final HeapSections sections = new HeapSections(Abi.X64);
  private final Marshaller<Object> packet = make(KitUse.c(PACKET, Place.FIELD), Abi.X64);
  private final Marshaller<Object> large = make(KitUse.c(LARGE, Place.FIELD), Abi.X64);

  private static Map<String, Object> values(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }

  private HeapMemory written(Marshaller<Object> marshaller, Map<String, Object> values) {
    HeapMemory memory = memory(sections, marshaller.layout().size());
    marshaller.write(marshaller.accept(values, "argument 0"), memory, sections);
    return memory;
  }

  @Test
  void theyLieWhereTheyStand() {
    Layout.Struct layout = (Layout.Struct) packet.layout();
    assertThat(layout.size()).isEqualTo(32);
    assertThat(layout.names())
        .containsExactly("kind", "low", "high", "whole", "a", "b", "last")
        .extracting(name -> layout.member(name).orElseThrow().offset())
        .containsExactly(0L, 8L, 12L, 8L, 16L, 20L, 24L);
    assertThat(layout.member("none")).isEmpty();
    assertThat(PACKET)
        .hasToString(
            "struct packet { short kind; union { struct { DWORD low; LONG high; }; LONGLONG whole;"
                + " }; struct inner { int a; int b; }; int last; }");
  }

  @Test
  void theMapHasTheirMembersBesideItsOwn() {
    HeapMemory memory = written(packet, values("kind", 3, "whole", 7L << 32 | 5, "b", 9));

    assertThat(packet.read(memory, sections))
        .isEqualTo(
            values(
                "kind",
                (short) 3,
                "low",
                5L,
                "high",
                7,
                "whole",
                7L << 32 | 5,
                "a",
                0,
                "b",
                9,
                "last",
                0))
        .extracting(map -> List.copyOf(((Map<?, ?>) map).keySet()))
        .isEqualTo(List.of("kind", "low", "high", "whole", "a", "b", "last"));
  }

  @Test
  void oneMemberOfAUnionIsEnoughAndAllThatWereReadAgree() {
    Map<String, Object> both =
        values("low", 1L, "high", -1, "u", values("low", 1L, "high", -1), "whole", 1L - (1L << 32));
    for (Map<String, Object> one :
        List.of(
            values("whole", 1L - (1L << 32)),
            values("low", 1, "high", -1),
            values("u", values("low", 1, "high", -1)),
            both)) {
      assertThat(large.read(written(large, one), sections)).isEqualTo(both);
    }
    assertThat(large.read(written(large, values("low", 6)), sections))
        .extracting("whole")
        .isEqualTo(6L);
    assertThatThrownBy(() -> written(large, values("low", 1, "whole", 2)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take field
              expected: one of the members of union large: low, high, u, whole
              actual: low, high and whole, whose bytes differ
              remedy: pass the one that is meant""");
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> packet.accept(values("unnamed union 1", values()), "argument 0"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a Map with members of struct packet: kind, low, high, whole, a, b, last
              actual: "unnamed union 1"
              remedy: use the names of the prototype""");
    assertThatThrownBy(() -> packet.accept(values("low", "x"), "argument 0"))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("BSC-406 cannot take argument 0.low\n");
  }

  @Test
  void aNameMayStandInOneOfThemOnly() {
    CType.Struct twice = struct("twice", member("int", "low"), member(HALVES, ""));
    assertThatThrownBy(() -> make(KitUse.c(twice, Place.FIELD), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind field
              expected: members of struct twice with different names
              actual: "low" twice
              remedy: rename one of them""");
  }

  @Test
  void whatTheFunctionWritesComesBackInTheCallersMap() {
    Marshaller<Object> marshaller = make(KitUse.c(pointer(PACKET), Place.ARGUMENT), Abi.X64);
    Map<String, Object> mine = new HashMap<>(values("kind", 1, "whole", 2L, "a", 3));
    Object taken = marshaller.accept(mine, "argument 0");
    HeapMemory cell = cell(sections, Abi.X64);
    marshaller.write(taken, cell, sections);
    HeapMemory there = (HeapMemory) sections.view(cell.getPointer(0), 32);
    there.putLong(8, 3L << 32 | 4);
    there.putInt(20, 5);

    marshaller.update(taken, cell, sections);

    assertThat(mine)
        .isEqualTo(
            values(
                "kind",
                (short) 1,
                "low",
                4L,
                "high",
                3,
                "whole",
                3L << 32 | 4,
                "a",
                3,
                "b",
                5,
                "last",
                0));
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatACallbackChangesReachesTheMemory() {
    HeapMemory memory = written(packet, values("kind", 1, "whole", 2L, "a", 3));
    Map<String, Object> seen = (Map<String, Object>) packet.read(memory, sections);
    seen.put("whole", 9L << 32);
    seen.put("b", 8);

    packet.writeBack(seen, memory, sections);

    assertThat(packet.read(memory, sections))
        .isEqualTo(
            values(
                "kind", (short) 1, "low", 0L, "high", 9, "whole", 9L << 32, "a", 3, "b", 8, "last",
                0));
  }
}

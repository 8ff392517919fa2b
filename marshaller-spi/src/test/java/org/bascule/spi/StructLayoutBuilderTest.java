package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.error.ValueException;
import org.bascule.spi.Layout.Kind;
import org.bascule.spi.Layout.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructLayoutBuilderTest {
  private static final Layout.Scalar BYTE = new Layout.Scalar(Kind.SIGNED, 1);
  private static final Layout.Scalar INT = new Layout.Scalar(Kind.SIGNED, 4);
  private static final Layout.Scalar DOUBLE = new Layout.Scalar(Kind.FLOATING, 8);

  @Test
  void padsMembersAndTheEnd() {
    Layout.Struct struct =
        StructLayoutBuilder.struct("s", 8).add("b", BYTE).add("d", DOUBLE).add("i", INT).build();

    assertThat(struct.members())
        .containsExactly(
            new Member("b", BYTE, 0), new Member("d", DOUBLE, 8), new Member("i", INT, 16));
    assertThat(struct.size()).isEqualTo(24);
    assertThat(struct.alignment()).isEqualTo(8);
    assertThat(struct.union()).isFalse();
  }

  @Test
  void leavesNoGapsWherePackedToOne() {
    Layout.Struct struct =
        StructLayoutBuilder.struct("s", 1).add("b", BYTE).add("d", DOUBLE).build();

    assertThat(struct.members())
        .containsExactly(new Member("b", BYTE, 0), new Member("d", DOUBLE, 1));
    assertThat(struct.size()).isEqualTo(9);
    assertThat(struct.alignment()).isEqualTo(1);
  }

  @Test
  void keepsThePackingOfANestedStruct() {
    Layout.Struct packed =
        StructLayoutBuilder.struct("packed", 2).add("b", BYTE).add("d", DOUBLE).build();
    Layout.Struct outer =
        StructLayoutBuilder.struct("outer", 8).add("b", BYTE).add("p", packed).build();

    assertThat(packed.size()).isEqualTo(10);
    assertThat(outer.members().get(1).offset()).isEqualTo(2);
    assertThat(outer.size()).isEqualTo(12);
    assertThat(outer.alignment()).isEqualTo(2);
  }

  @Test
  void laysAllMembersOfAUnionAtItsStart() {
    Layout.Struct union =
        StructLayoutBuilder.union("u", 8)
            .add("i", INT)
            .add("text", new Layout.Array(BYTE, 9))
            .build();

    assertThat(union.members()).extracting(Member::offset).containsExactly(0L, 0L);
    assertThat(union.size()).isEqualTo(12);
    assertThat(union.union()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 32, -1, Integer.MIN_VALUE})
  void refusesAPackingThatNoCompilerKnows(int packing) {
    assertThatThrownBy(() -> StructLayoutBuilder.struct("s", packing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("packing of s must be 1, 2, 4, 8 or 16, not " + packing);
  }

  @Test
  void refusesAStructThatNoMemoryHasRoomFor() {
    Layout.Scalar unit = new Layout.Scalar(Layout.Kind.SIGNED, 1);
    StructLayoutBuilder half =
        StructLayoutBuilder.struct("s", 8).add("a", new Layout.Array(unit, Layout.MOST_BYTES - 1));
    assertThatThrownBy(() -> half.add("b", new Layout.Scalar(Layout.Kind.SIGNED, 2)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-404 cannot lay out a type
              expected: at most 140737488355328 bytes, all that a Windows process can address
              actual: 140737488355330 bytes up to the end of s.b
              remedy: correct the lengths of the arrays""");
  }
}

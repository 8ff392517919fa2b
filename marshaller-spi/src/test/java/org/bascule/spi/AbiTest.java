package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.spi.Layout.Kind;
import org.junit.jupiter.api.Test;

class AbiTest {
  @Test
  void hasPointersAndSlotsOfTheProcessWidth() {
    assertThat(Abi.X64.pointerSize()).isEqualTo(8);
    assertThat(Abi.X64.slotSize()).isEqualTo(8);
    assertThat(Abi.X86.pointerSize()).isEqualTo(4);
    assertThat(Abi.X86.slotSize()).isEqualTo(4);
  }

  @Test
  void hasWindowsWidthsWhateverTheJvmRunsOn() {
    for (Abi abi : Abi.values()) {
      assertThat(abi.longSize()).isEqualTo(4);
      assertThat(abi.wcharSize()).isEqualTo(2);
      assertThat(abi.defaultPacking()).isEqualTo(8);
    }
  }

  @Test
  void countsTheSlotsOfAValue() {
    Layout eight = new Layout.Scalar(Kind.SIGNED, 8);
    Layout nine = new Layout.Array(new Layout.Scalar(Kind.SIGNED, 1), 9);

    assertThat(Abi.X64.slots(eight)).isEqualTo(1);
    assertThat(Abi.X86.slots(eight)).isEqualTo(2);
    assertThat(Abi.X64.slots(nine)).isEqualTo(2);
    assertThat(Abi.X86.slots(nine)).isEqualTo(3);
  }
}

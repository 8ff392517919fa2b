package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.error.ValueException;
import org.bascule.spi.Layout.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  private static final Layout.Scalar INT = new Layout.Scalar(Kind.SIGNED, 4);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void alignsAScalarToItsOwnSize(int bytes) {
    Layout.Scalar scalar = new Layout.Scalar(Kind.UNSIGNED, bytes);

    assertThat(scalar.size()).isEqualTo(bytes);
    assertThat(scalar.alignment()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"SIGNED, 0", "SIGNED, 3", "UNSIGNED, 16", "POINTER, -2147483648", "FLOATING, 2"})
  void refusesAScalarThatNoRegisterHolds(Kind kind, int bytes) {
    assertThatThrownBy(() -> new Layout.Scalar(kind, bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a scalar of kind " + kind + " cannot have " + bytes + " bytes");
  }

  @Test
  void multipliesTheElementsOfAnArray() {
    Layout.Array array = new Layout.Array(INT, 5);

    assertThat(array.size()).isEqualTo(20);
    assertThat(array.alignment()).isEqualTo(4);
  }

  @Test
  void refusesAnArrayOfNegativeLength() {
    assertThatThrownBy(() -> new Layout.Array(INT, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array cannot have -1 elements");
  }

  @Test
  void refusesAnArrayThatNoMemoryHasRoomFor() {
    Layout element = new Layout.Scalar(Layout.Kind.SIGNED, 4);
    assertThat(new Layout.Array(element, Layout.MOST_BYTES / 4).size())
        .isEqualTo(Layout.MOST_BYTES);
    assertThatThrownBy(() -> new Layout.Array(element, Long.MAX_VALUE))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-404 cannot lay out a type
              expected: at most 140737488355328 bytes, all that a Windows process can address
              actual: 9223372036854775807 elements of 4 bytes
              remedy: correct the lengths of the arrays""");
  }

  @Test
  void givesPointersTheWidthOfTheTarget() {
    assertThat(Layout.pointer(Abi.X64)).isEqualTo(new Layout.Scalar(Kind.POINTER, 8));
    assertThat(Layout.pointer(Abi.X86)).isEqualTo(new Layout.Scalar(Kind.POINTER, 4));
  }
}

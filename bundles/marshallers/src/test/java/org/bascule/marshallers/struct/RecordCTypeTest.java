package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.make;

import org.bascule.annotation.DeclaredAs;
import org.bascule.error.SignatureException;
import org.bascule.spi.Abi;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What C calls records and their components. */
class RecordCTypeTest {
  record Point(double x, double y) {}

  record InPlace(@DeclaredAs("int[3]") int[] row, @DeclaredAs("float[2][2]") float[][] matrix) {}

  @Test
  void readsArraysInPlaceFromTheCType() {
    assertThat(make(KitUse.java(InPlace.class, Place.FIELD), Abi.X64).layout().size())
        .isEqualTo(12 + 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LPPOINT", "PVOID", "HANDLE", "LPDWORD"})
  void refusesNamesOfPointersForAStructByValue(String name) {
    TypeUse use = KitUse.both(Point.class, name, Place.ARGUMENT);

    assertThatThrownBy(() -> make(use, Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument
              expected: a struct for a record, which is passed by value
              actual: %s, the name of a pointer
              remedy: write the pointer with its star, such as @DeclaredAs("struct point *"), or use Ref<Point> without @DeclaredAs\
            """
                .formatted(name));
  }

  @Test
  void takesOtherNamesForAStructByValue() {
    assertThat(make(KitUse.both(Point.class, "POINT", Place.ARGUMENT), Abi.X64).layout().size())
        .isEqualTo(16);
  }
}

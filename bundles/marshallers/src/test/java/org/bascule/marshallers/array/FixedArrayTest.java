package org.bascule.marshallers.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.Uses.N;

import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixedArrayTest {
  private static final CType MATRIX = Uses.array(Uses.array(Uses.named("float"), 3), 2);

  @ParameterizedTest
  @EnumSource
  void movesAMatrixBothWays(Abi abi) {
    float[][] matrix = {{1, 2, 3}, {4, 5, 6}};
    float[] secondRow = matrix[1];

    new FakeCall(abi)
        .call(
            Uses.c(Uses.pointer(MATRIX)),
            matrix,
            m -> {
              assertThat(m.size()).isEqualTo(24);
              assertThat(m.getFloat(16)).isEqualTo(5);
              m.putFloat(20, 60);
            });

    assertThat(secondRow).containsExactly(4, 5, 60);
    assertThat(matrix[1]).isSameAs(secondRow);
  }

  @ParameterizedTest
  @EnumSource
  void hasSeveralRowsOfFixedLengthByDirective(Abi abi) {
    int[][] rows = {{1, 2}, {3, 4}, {5, 6}};
    CType row = Uses.pointer(Uses.array(Uses.named("int"), 2));

    new FakeCall(abi)
        .length(2)
        .call(
            Uses.both(int[][].class, row, N),
            rows,
            m -> {
              assertThat(m.size()).isEqualTo(16);
              m.putInt(12, 40);
            });

    assertThat(rows).isDeepEqualTo(new int[][] {{1, 2}, {3, 40}, {5, 6}});
  }

  @Test
  void takesADeclaredArrayOfOneMoreDimensionAsSeveral() {
    FakeCall call = new FakeCall(Abi.X64);
    CType row = Uses.pointer(Uses.array(Uses.named("int"), 2));

    assertThat(call.send(Uses.both(int[].class, row), new int[2]).size()).isEqualTo(8);
    assertThat(call.send(Uses.both(int[][].class, row), new int[3][2]).size()).isEqualTo(24);
  }

  @Test
  void refusesAnotherShape() {
    FakeCall call = new FakeCall(Abi.X64);
    CType pointer = Uses.pointer(MATRIX);

    assertThatThrownBy(() -> call.send(Uses.c(pointer), new float[3][3]))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              expected: an array of 2 elements
              actual: 3
              remedy: pass an array of that length; nothing was sent\
            """);
    assertThatThrownBy(() -> call.send(Uses.c(pointer), new float[][] {{1, 2, 3}, {4, 5}}))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0[]
              expected: an array of 3 elements
              actual: 2
              remedy: pass an array of that length; nothing was sent\
            """);
    assertThatThrownBy(() -> call.send(Uses.c(pointer), new float[][] {{1, 2, 3}, null}))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0[]
              expected: an array of 3 elements
              actual: null
              remedy: pass a value of the expected type\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void readsAPointerToAFixedArrayWithoutADirective(Abi abi) {
    CType pair = Uses.pointer(Uses.array(Uses.named("short"), 2));

    assertThat(new FakeCall(abi).read(Uses.at(Place.RESULT, Uses.c(pair)), new byte[] {1, 0, 2, 0}))
        .isEqualTo(new short[] {1, 2});
  }

  @ParameterizedTest
  @EnumSource
  void liesWhereItStandsInAStruct(Abi abi) {
    FakeCall call = new FakeCall(abi);
    Marshaller<Object> marshaller =
        call.marshaller(Uses.at(Place.FIELD, Uses.both(float[][].class, MATRIX)));
    HeapMemory image = HeapMemory.allocate(abi, 0x1000, 24);
    float[][] matrix = {{1, 2, 3}, {4, 5, 6}};

    marshaller.write(matrix, image, call.sections);
    Object copy = marshaller.read(image, call.sections);
    image.putFloat(0, -1);
    marshaller.update(matrix, image, call.sections);

    assertThat(marshaller.layout())
        .isEqualTo(
            new Layout.Array(new Layout.Array(new Layout.Scalar(Layout.Kind.FLOATING, 4), 3), 2));
    assertThat((float[][]) copy).isDeepEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(matrix).isDeepEqualTo(new float[][] {{-1, 2, 3}, {4, 5, 6}});
  }

  @Test
  void refusesAnArrayByValue() {
    assertThatThrownBy(
            () -> new FakeCall(Abi.X64).marshaller(Uses.c(Uses.array(Uses.named("int"), 3))))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0
              expected: a pointer: C passes no arrays by value
              actual: int[3]
              remedy: write a pointer to the array: int (*)[3]\
            """);
  }
}

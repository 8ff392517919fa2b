package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.itest.OpenSession;
import org.bascule.itest.Seed;
import org.bascule.itest.TestBed;
import org.bascule.spi.Directive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays behind pointers, by C prototype: their lengths are fixed, or only the call knows them. */
class ArraysIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String SORT = "void bubblesort(float a[n], int n)";
  private static final String SIX =
      "void sum_members(const struct six { float a, b, c, d, e, f; } numbers[10], struct six *sum)";

  @Test
  void sortsInPlace() {
    float[] a = {5.74f, 3.72f, 6.28f, 8.6f, 9.34f, 6.47f, 2.05f, 9.09f, 4.39f, 4.75f};
    float[] sorted = a.clone();
    Arrays.sort(sorted);
    assertThat(WINE.demo(SORT, a, a.length)).isNull();
    assertThat(a).isEqualTo(sorted);
  }

  @Test
  void sortsWhatARandomCallSays() {
    Random random = Seed.random("ArraysIT");
    FunctionHandle sort = WINE.session().function(TestBed.demo(), SORT);
    for (int length = 0; length < 200; length += 9) {
      float[] a = new float[length + 1];
      for (int i = 0; i < a.length; i++) {
        a[i] = random.nextFloat();
      }
      float[] expected = a.clone();
      Arrays.sort(expected, 0, length);
      sort.call(a, length);
      assertThat(a).isEqualTo(expected);
    }
  }

  @Test
  void takesTheLengthFromADirectiveInPlaceOfThePrototype() {
    FunctionOptions options = FunctionOptions.NONE.memsync("a", Directive.NONE.withLength("n"));
    float[] a = {3, 1, 2};
    WINE.session().function(TestBed.demo(), "void bubblesort(float *a, int n)", options).call(a, 3);
    assertThat(a).containsExactly(1, 2, 3);
  }

  @Test
  void computesALengthFromTwoArguments() {
    assertThat(
            WINE.changed(
                "void bubblesort_product(float a[u * v], int u, int v)", List.of(4, 3, 2, 1), 2, 2))
        .isEqualTo(new float[] {1, 2, 3, 4});
  }

  @Test
  void countsBytesWhereTheFunctionDoes() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync("a", Directive.NONE.withLength("4 * n").inBytes());
    float[] a = {3, 2, 1};
    WINE.session().function(TestBed.demo(), "void bubblesort(float *a, int n)", options).call(a, 2);
    assertThat(a).containsExactly(2, 3, 1);
  }

  @Test
  void findsTheLengthInTheSameStruct() {
    Map<?, ?> data =
        (Map<?, ?>)
            WINE.changed(
                "void bubblesort_struct(struct { float a[n]; int n; } *data)",
                Map.of("a", List.of(3, 1, 2), "n", 3));
    assertThat(data.get("a")).isEqualTo(new float[] {1, 2, 3});
    assertThat(data.get("n")).isEqualTo(3);
  }

  @Test
  void findsALengthBesideThePicture() {
    assertThat(
            WINE.changed(
                "void limit_image(int width, int height, float data[width * height], float limit)",
                2,
                2,
                List.of(0.5, 2, 3, 0.25),
                1))
        .isEqualTo(new float[] {0.5f, 1, 1, 0.25f});
  }

  @Test
  void movesOnlyAsManyAsTheLengthSays() {
    float[] a = {4, 3, 2, 1};
    WINE.demo(SORT, a, 2);
    assertThat(a).containsExactly(3, 4, 2, 1);
  }

  @Test
  void aNullArrayIsANullPointerAndNoLengthIsNothing() {
    assertThat(WINE.demo("double average(const double a[n], int n)", null, 0)).isEqualTo(0.0);
    assertThat(WINE.demo("double average(const double a[n], int n)", new double[0], 0))
        .isEqualTo(0.0);
    assertThat(WINE.demo("int is_null(const int a[1 - 1])", new int[0])).isEqualTo(0);
    assertThat(WINE.demo("int is_null(const int *a)", (Object) null)).isEqualTo(1);
  }

  static List<Object> fourNumbers() {
    return List.of(
        List.of(1, 2, 3, 4),
        List.of(1.0, 2.0, 3.0, 4.0),
        List.of("1", "2e0", "3", "0x4"),
        new double[] {1, 2, 3, 4});
  }

  @ParameterizedTest
  @MethodSource("fourNumbers")
  void takesListsTextsAndArraysOfNumbers(Object four) {
    assertThat(WINE.demo("double average(const double a[n], int n)", four, 4)).isEqualTo(2.5);
  }

  @Test
  void whatIsConstDoesNotComeBack() {
    assertThat(WINE.outputs("double average(const double a[n], int n)", List.of(1, 2), 2))
        .isEmpty();
  }

  @Test
  void theResultSaysHowManyAreValid() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync(
            "into", Directive.NONE.withLength("capacity").withValid("result"));
    FunctionHandle divisors =
        WINE.session()
            .function(TestBed.demo(), "int divisors(int of, int *into, int capacity)", options);
    int[] room = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertThat(divisors.call(28, room, 8)).isEqualTo(6);
    assertThat(room).containsExactly(1, 2, 4, 7, 14, 28, -1, -1);
    int[] small = {-1, -1, -1};
    assertThat(divisors.call(28, small, 3)).isEqualTo(6);
    assertThat(small).containsExactly(1, 2, 4);
  }

  @Test
  void anOutParameterSaysHowManyAreValid() {
    CallResult result =
        WINE.session()
            .function(TestBed.demo(), "void divisors_counted(int of, int into[*count], int *count)")
            .invoke(28, new int[] {0, 0, 0, 0, 0, 0, -1, -1}, 8);
    assertThat(result.outputs()).hasSize(2);
    assertThat(result.outputs().get(0).value()).isEqualTo(new int[] {1, 2, 4, 7, 14, 28, -1, -1});
    assertThat(result.outputs().get(1).value()).isEqualTo(new int[] {6});
  }

  @Test
  void whatIsOnlyWrittenStartsAsZeroes() {
    int[] into = {9, 9, 9, 9, 9, 9, 9};
    WINE.demo("int divisors(int of, [out] int into[capacity], int capacity)", 9, into, 5);
    assertThat(into).containsExactly(1, 3, 9, 0, 0, 9, 9);
  }

  @Test
  void solvesEquationsInArraysOfFixedLength() {
    float[][] a = {{2, 1, -1, 8}, {-3, -1, 2, -11}, {-2, 1, 2, -3}};
    List<Object> outputs =
        WINE.outputs("void gauss_elimination(float (*A)[3][4], float (*x)[3])", a, new float[3]);
    float[] x = (float[]) outputs.get(1);
    assertThat(x).containsExactly(new float[] {2, 3, -1}, offset(1e-5f));
    float[][] changed = (float[][]) outputs.get(0);
    // The x87 of 32-bit code rounds later.
    assertThat(new float[] {changed[1][0], changed[2][0], changed[2][1]})
        .containsExactly(new float[3], offset(1e-6f));
    assertThat(a).isDeepEqualTo(changed);
  }

  @Test
  void mixesColours() {
    String prototype =
        "void mix_rgb_colors(const int8_t color_a[3], const int8_t color_b[3], int8_t mixed[3])";
    assertThat(WINE.changed(prototype, List.of(10, 20, 30), new byte[] {30, 40, 90}, new byte[3]))
        .isEqualTo(new byte[] {20, 30, 60});
  }

  @Test
  void sumsAnArrayOfStructs() {
    Map<String, Object> numbers = Map.of("a", 1, "b", 2, "c", 3, "d", 0.5, "e", 5, "f", -6);
    Object sum = WINE.changed(SIX, Collections.nCopies(10, numbers), Map.of());
    assertThat(sum).isEqualTo(Map.of("a", 10f, "b", 20f, "c", 30f, "d", 5f, "e", 50f, "f", -60f));
  }

  @Test
  void sumsAsManyStructsAsTheCallSays() {
    String prototype =
        "struct v5 { int16_t x, y, z, u, w; } *vector5_add_array(const struct v5 v[len], int16_t len)";
    List<Map<String, Integer>> vectors =
        List.of(
            Map.of("x", 1, "y", 2, "z", 3, "u", 4, "w", 5),
            Map.of("x", 10, "y", 20, "z", 30, "u", 40, "w", 50),
            Map.of("x", 100, "y", 100, "z", 100, "u", 100, "w", 100));
    assertThat(WINE.demo(prototype, vectors, 2))
        .isEqualTo(
            Map.of(
                "x", (short) 11,
                "y", (short) 22,
                "z", (short) 33,
                "u", (short) 44,
                "w", (short) 55));
  }

  @Test
  void arraysOfStructsPointToArraysOfTheirOwn() {
    String prototype =
        "double double_rows(struct { double values[count]; int count; const char *name; } rows[n], int n)";
    CallResult result =
        WINE.session()
            .function(TestBed.demo(), prototype)
            .invoke(
                List.of(
                    Map.of("values", List.of(1, 2, 3), "count", 3),
                    Map.of("values", List.of(10, 20), "count", 1)),
                2);
    assertThat(result.value()).isEqualTo(32.0);
    Object rows = result.outputs().get(0).value();
    assertThat(((Map<?, ?>) Array.get(rows, 0)).get("values")).isEqualTo(new double[] {2, 4, 6});
    assertThat(((Map<?, ?>) Array.get(rows, 1)).get("values")).isEqualTo(new double[] {20, 20});
  }
}

package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Structs, arrays and what else lies in memory, as arguments and results of callbacks. */
class CallbackMemoryIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  @Test
  void changesStructsBehindPointers() {
    NativeFunction swap =
        arguments -> {
          Map<String, Object> point = struct(arguments[0]);
          Object x = point.put("x", (double) point.get("y") * 10);
          point.put("y", x);
          return null;
        };
    Object sum =
        WINE.call(
            "double change_points(const struct point { double x, y; } points[n], int n,"
                + " void (*change)(struct point *p))",
            List.of(Map.of("x", 1, "y", 2), Map.of("x", 3, "y", 4)),
            2,
            swap);
    assertThat(sum).isEqualTo(10.0 * (2 + 4) + 1 + 3);
  }

  @Test
  void takesAndGivesStructsByValue() {
    assertThat(
            mapped("point", "struct point { double x, y; }", Map.of("x", 1.5, "y", 2.5), "x", "y"))
        .isEqualTo(Map.of("x", 2.5, "y", 1.5));
    assertThat(mapped("pair", "struct pair { float a, b; }", Map.of("a", 1, "b", -2), "a", "b"))
        .isEqualTo(Map.of("a", -2f, "b", 1f));
    Map<String, Object> mixture =
        mapped(
            "mixture",
            "struct mixture { int8_t tag; int64_t whole; float real; int16_t three[3]; }",
            Map.of("tag", -1, "whole", 1L << 50, "real", 0.5, "three", new short[] {1, 2, 3}),
            "",
            "");
    assertThat(mixture)
        .containsEntry("tag", (byte) -1)
        .containsEntry("whole", 1L << 50)
        .containsEntry("real", 0.5f)
        .containsEntry("three", new short[] {1, 2, 3});
  }

  @Test
  void changesRowsWhoseLengthIsAnotherArgument() {
    float[] data = {3, 1, 2, 6, 5, 4};
    NativeFunction sort =
        arguments -> {
          Arrays.sort((float[]) arguments[0]);
          return null;
        };
    WINE.call(
        "void change_rows(float data[rows * columns], int rows, int columns,"
            + " void (*change)(float row[n], int n))",
        data,
        2,
        3,
        sort);
    assertThat(data).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void onlyValidElementsGoBack() {
    NativeFunction fill =
        arguments -> {
          int[] values = (int[]) arguments[0];
          assertThat(values).hasSize(8).containsOnly(9);
          Arrays.setAll(values, i -> i + 1);
          return 8;
        };
    assertThat(WINE.call("int fill_some(int (*fill)(int values[capacity], int capacity))", fill))
        .isEqualTo(8 * 100000000 + 12345678);
    NativeFunction read =
        arguments -> {
          Arrays.fill((int[]) arguments[0], 5);
          return 0;
        };
    assertThat(
            WINE.call("int fill_some(int (*fill)(const int values[capacity], int capacity))", read))
        .isEqualTo(99999999);
  }

  @Test
  void readsArraysAndTextsAndMatrices() {
    NativeFunction sum = arguments -> Arrays.stream((int[]) arguments[0]).asLongStream().sum();
    assertThat(
            WINE.call("int64_t sum_by(int n, int64_t (*sum)(const int32_t a[n], int n))", 100, sum))
        .isEqualTo(328350L);
    NativeFunction count =
        arguments -> String.join("", (String[]) arguments[0]).length() * 10 + (int) arguments[1];
    assertThat(WINE.call("int count_texts(int (*count)(const char *texts[n], int n))", count))
        .isEqualTo((3 + 3 + 5 + 9) * 10 + 4);
    NativeFunction trace =
        arguments -> {
          int[][] matrix = (int[][]) arguments[0];
          matrix[1][2] = 7;
          return matrix[0][0] + matrix[1][1];
        };
    assertThat(WINE.call("int trace(int (*look)(int (*matrix)[2][3]))", trace)).isEqualTo(7006);
  }

  @Test
  void setsNumbersBehindPointers() {
    NativeFunction ask =
        arguments -> {
          int[] whole = (int[]) arguments[0];
          double[] real = (double[]) arguments[1];
          int result = (int) (whole[0] + 2 * real[0]);
          whole[0] = 40;
          real[0] = 0.25;
          return result;
        };
    assertThat(WINE.call("double ask_both(int (*ask)(int *whole, double *real))", ask))
        .isEqualTo(440.25);
  }

  @Test
  void walksAListAndChangesAUnion() {
    NativeFunction sum =
        arguments -> {
          int total = 0;
          for (Object node = arguments[0]; node != null; node = struct(node).get("next")) {
            total += (int) struct(node).put("value", 1);
          }
          return total;
        };
    assertThat(
            WINE.call(
                "int sum_list_by(int count,"
                    + " int (*sum)(struct node { int value; struct node *next; } *first))",
                4,
                sum))
        .isEqualTo(1 + 2 + 3 + 4 + 400);
    NativeFunction negate =
        arguments -> {
          struct(arguments[0]).put("value", Map.of("real", -1.5));
          struct(arguments[0]).put("kind", 2);
          return null;
        };
    List<Object> outputs =
        WINE.outputs(
            "int negate_by(struct tagged { int kind; union { int32_t whole; float real; } value; }"
                + " *number, void (*negate)(struct tagged *number))",
            Map.of("kind", 1, "value", Map.of("whole", 5)),
            negate);
    assertThat(struct(struct(outputs.get(0)).get("value"))).containsEntry("real", -1.5f);
  }

  private static Map<String, Object> mapped(
      String name, String struct, Map<String, Object> value, String one, String other) {
    NativeFunction swap =
        arguments -> {
          Map<String, Object> given = struct(arguments[0]);
          Object first = given.get(one);
          if (first != null) {
            given.put(one, given.get(other));
            given.put(other, first);
          }
          return given;
        };
    return struct(
        WINE.call(
            "%2$s map_%1$s(struct %1$s value, struct %1$s (*map)(struct %1$s value))"
                .formatted(name, struct),
            value,
            swap));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> struct(Object value) {
    return (Map<String, Object>) (value instanceof Ref<?> ref ? ref.get() : value);
  }
}

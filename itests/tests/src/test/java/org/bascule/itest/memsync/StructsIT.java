package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.CallResult;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structs and unions that a C prototype defines: maps in Java, by pointer and by value. */
class StructsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String POINTS =
      "(const struct point { double x, y; } *p1, const struct point *p2)";
  private static final Map<String, Object> HERE = Map.of("x", 4.0, "y", 5.0);
  private static final Map<String, Object> THERE = Map.of("x", 1, "y", 2);
  private static final double DISTANCE = Math.sqrt(18);
  private static final String NODE = "struct node { int value; struct node *next; } *";
  private static final String UNION =
      "union number { int32_t whole; float real; uint8_t bytes[4]; }";

  @Test
  void aFunctionChangesAStructBehindAPointer() {
    assertThat(
            WINE.changed(
                "void sub_int(struct { int a, b, diff; } *values)", Map.of("a", 7, "b", 5)))
        .isEqualTo(Map.of("a", 7, "b", 5, "diff", 2));
    assertThat(
            WINE.changed(
                "void mul_float(struct { float a, b, prod; } *values)", Map.of("a", 5, "b", "6")))
        .isEqualTo(Map.of("a", 5f, "b", 6f, "prod", 30f));
  }

  @Test
  void aMapOfTheCallersHasTheChanges() {
    Map<String, Object> values = new LinkedHashMap<>(Map.of("a", 7, "b", 5, "diff", 0));
    WINE.demo("void sub_int(struct { int a, b, diff; } *values)", values);
    assertThat(values).isEqualTo(Map.of("a", 7, "b", 5, "diff", 2));
  }

  @Test
  void membersComeInTheirOrder() {
    Map<?, ?> values =
        (Map<?, ?>)
            WINE.changed(
                "void sub_int(struct { int a, b, diff; } *values)", Map.of("b", 7, "a", 5));
    assertThat(values.keySet().toString()).isEqualTo("[a, b, diff]");
  }

  @Test
  void aTagMeansTheSameInOnePrototype() {
    assertThat((double) WINE.demo("double distance" + POINTS, HERE, THERE))
        .isCloseTo(DISTANCE, offset(1e-12));
  }

  /**
   * On x64 such a struct is in RAX whoever has compiled it, so that the bits are a whole number.
   */
  @Test
  void aStructOfOneFloatingNumberComesFromWhereverTheCompilerHasPutIt() {
    String d = "struct { double value; }";
    String f = "struct { struct { float value[1]; } inner; }";
    Map<?, ?> seven = Map.of("value", 7.0);
    Map<?, ?> three = Map.of("inner", Map.of("value", new float[] {3}));

    assertThat(WINE.demo(d + " half_double(" + d + " of)", seven)).isEqualTo(Map.of("value", 3.5));
    assertThat(WINE.demo(f + " half_float(" + f + " of)", three).toString()).contains("inner");
    for (int i = 0; i < 20; i++) {
      assertThat(WINE.demo(d + " bits_of_double(double value)", i + 0.25))
          .as("as whole numbers are returned")
          .isEqualTo(Map.of("value", i + 0.25));
      assertThat(innerValue(WINE.demo(f + " bits_of_float(float value)", i + 0.5f)))
          .containsExactly(i + 0.5f);
      assertThat(innerValue(WINE.demo(f + " half_float(" + f + " of)", three)))
          .containsExactly(1.5f);
    }
  }

  private static float[] innerValue(Object struct) {
    return (float[]) ((Map<?, ?>) ((Map<?, ?>) struct).get("inner")).get("value");
  }

  @Test
  void readsWhatAResultPointsTo() {
    Object result = WINE.demo("double *distance_pointer" + POINTS, HERE, THERE);
    assertThat(result).isInstanceOf(Address.class);
    double there = WINE.session().memory((Address) result, Double.BYTES).getDouble(0);
    assertThat(there).isCloseTo(DISTANCE, offset(1e-12));
  }

  @Test
  void readsAStructThatAResultPointsTo() {
    String v = "struct v4 { int16_t x, y, z, u; }";
    Object sum =
        WINE.demo(
            v + " *vector4_add(const struct v4 *v1, const struct v4 *v2)",
            Map.of("x", 5, "y", 6, "z", 7, "u", 8),
            Map.of("x", 1, "y", 2, "z", 3, "u", -4));
    assertThat(sum)
        .isEqualTo(Map.of("x", (short) 6, "y", (short) 8, "z", (short) 10, "u", (short) 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes1  | int8_t a;        | {a=-1}",
        "bytes2  | int8_t a, b;     | {a=1, b=-2}",
        "bytes3  | int8_t a, b, c;  | {a=1, b=-2, c=3}",
        "bytes4  | int16_t a, b;    | {a=-300, b=400}",
        "bytes8  | float a, b;      | {a=1.5, b=-2.5}",
        "bytes12 | int32_t a, b, c; | {a=100000, b=-2, c=7}",
        "bytes24 | double a, b, c;  | {a=0.1, b=-0.2, c=1.0E300}",
      })
  void structsOfEverySizePassByValue(String name, String members, String text) {
    String struct = "struct " + name + " { " + members + " }";
    Map<String, Object> given = new LinkedHashMap<>();
    for (String member : text.substring(1, text.length() - 1).split(", ")) {
      given.put(member.split("=")[0], member.split("=")[1]);
    }
    Object echo = WINE.demo(struct + " echo_" + name + "(struct " + name + " value)", given);
    assertThat(echo).hasToString(text);
  }

  @Test
  void structsLieInStructs() {
    String line = "struct line { struct { double x, y; } from, to; int label; }";
    Object turned =
        WINE.demo(
            line + " turn_line(struct line given)", Map.of("from", HERE, "to", THERE, "label", 3));
    assertThat(turned)
        .isEqualTo(Map.of("from", Map.of("x", 1.0, "y", 2.0), "to", HERE, "label", -3));
  }

  @Test
  void aWindowsLongHasFourBytes() {
    assertThat(
            WINE.changed(
                "void subtract_longs(struct { LONG a, b, c; } *numbers)", Map.of("a", 17, "b", 15)))
        .isEqualTo(Map.of("a", 17, "b", 15, "c", 2));
    assertThat(WINE.demo("long echo_long(long value)", -5)).isEqualTo(-5);
  }

  @Test
  void readsAllMembersOfAUnionAndWritesTheOneThatIsGiven() {
    Map<?, ?> whole =
        (Map<?, ?>)
            WINE.demo(UNION + " echo_number(union number number)", Map.of("whole", 0x3f800000));
    assertThat(whole.get("whole")).isEqualTo(0x3f800000);
    assertThat(whole.get("real")).isEqualTo(1f);
    assertThat(whole.get("bytes")).isEqualTo(new byte[] {0, 0, (byte) 0x80, 0x3f});
  }

  @ParameterizedTest
  @CsvSource({"0, whole, 5, -5", "1, real, 2.5, -2.5", "2, whole, 0x01020304, 67305985"})
  void aUnionLiesInAStruct(int kind, String member, String given, String expected) {
    Map<?, ?> changed =
        (Map<?, ?>)
            WINE.changed(
                "void negate_number(struct { int kind; " + UNION + " value; } *number)",
                Map.of("kind", kind, "value", Map.of(member, given)));
    assertThat(((Map<?, ?>) changed.get("value")).get(member)).hasToString(expected);
  }

  @Test
  void aListIsFollowedToItsEnd() {
    assertThat(WINE.demo("int sum_list(const " + NODE + "list)", list(1, 2, 3, 4))).isEqualTo(10);
    assertThat(WINE.demo("int sum_list(const " + NODE + "list)", (Object) null)).isEqualTo(0);
  }

  @Test
  void aChangedListComesBack() {
    CallResult result =
        WINE.session()
            .function(TestBed.demo(), NODE + "reverse_list(struct node *list)")
            .invoke(list(1, 2, 3));
    assertThat(values(result.value())).containsExactly(3, 2, 1);
  }

  @Test
  void aListMayBeACircle() {
    Map<String, Object> first = new LinkedHashMap<>();
    Map<String, Object> second = new LinkedHashMap<>(Map.of("value", 2, "next", first));
    first.put("value", 1);
    first.put("next", second);
    WINE.demo("void increase_list(" + NODE + "list)", first);
    assertThat(first.get("value")).isEqualTo(2);
    assertThat(second.get("value")).isEqualTo(3);
  }

  @Test
  void refusesAMemberThatIsNotThere() {
    assertThatThrownBy(
            () ->
                WINE.demo(
                    "void sub_int(struct { int a, b, diff; } *values)", Map.of("a", 7, "minus", 5)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a Map with members of struct: a, b, diff
              actual: "minus"
              remedy: use the names of the prototype""");
  }

  @Test
  void namesTheMemberThatCannotBeTaken() {
    assertThatThrownBy(
            () ->
                WINE.demo(
                    "void sub_int(struct { int a, b, diff; } *values)",
                    Map.of("a", 7, "b", "five")))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot take argument 0.b
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: "five"
              remedy: write a number such as 42, -1 or 0x1F""");
  }

  static Map<String, Object> list(int... values) {
    Map<String, Object> next = null;
    for (int i = values.length - 1; i >= 0; i--) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("value", values[i]);
      node.put("next", next);
      next = node;
    }
    return next;
  }

  private static List<Object> values(Object list) {
    List<Object> values = new ArrayList<>();
    for (Map<?, ?> node = (Map<?, ?>) list; node != null; node = (Map<?, ?>) node.get("next")) {
      values.add(node.get("value"));
    }
    return values;
  }
}

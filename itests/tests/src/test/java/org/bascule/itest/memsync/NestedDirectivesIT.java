package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.CallResult;
import org.bascule.error.SignatureException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Directives whose lengths stand around their struct, behind a sibling, or change in the call. */
class NestedDirectivesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String INNER =
      "void double_inner("
          + "struct { struct { int16_t tag; float values[count]; } part; int count; } *data)";
  private static final String DESCRIBED =
      "float sum_described(struct { float values[headers.size]; struct { int size; }"
          + " headers[header_count]; int header_count; } *data)";

  public record Inner(short tag, @Memsync(length = "count") float[] values) {}

  public record Outer(Inner part, int count) {}

  public record Header(int size) {}

  public record Described(
      @Memsync(length = "headers.size") float[] values,
      @Memsync(length = "header_count") Header[] headers,
      int header_count) {}

  interface Demo {
    void double_inner(Ref<Outer> data);

    float sum_described(Ref<Described> data);
  }

  private static Demo demo() {
    return WINE.session().load(TestBed.demo(), Demo.class);
  }

  @Test
  void aStructInAStructSeesTheMembersAroundIt() {
    Map<?, ?> changed =
        (Map<?, ?>)
            WINE.changed(
                INNER, Map.of("count", 2, "part", Map.of("tag", 1, "values", List.of(1, 2, 3))));
    assertThat(((Map<?, ?>) changed.get("part")).get("values")).isEqualTo(new float[] {2, 4, 3});

    Ref<Outer> data = new Ref<>(new Outer(new Inner((short) 1, new float[] {1, 2}), 2));
    demo().double_inner(data);
    assertThat(data.get().part().values()).containsExactly(2, 4);
  }

  @Test
  void aPathWalksThroughASiblingThatHasADirectiveItself() {
    assertThat(
            WINE.demo(
                DESCRIBED,
                Map.of(
                    "values",
                    List.of(1, 2, 4),
                    "headers",
                    List.of(Map.of("size", 3)),
                    "header_count",
                    1)))
        .isEqualTo(7f);
    Header[] headers = {new Header(2)};
    assertThat(
            demo()
                .sum_described(
                    new Ref<>(new Described(new float[] {1, 2}, headers, headers.length))))
        .isEqualTo(3f);
  }

  @Test
  void aStructBehindAPointerDoesNotSeeWhereThePointerStands() {
    assertThatThrownBy(
            () ->
                WINE.session()
                    .function(
                        TestBed.demo(),
                        "void double_inner(struct { int count;"
                            + " struct { float values[count]; } *part; } *data)"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind %s.double_inner
              where: length of argument 0.part.values, column 1
                count
                ^
              expected: one of values, data
              actual: "count"
              remedy: correct the directive"""
                .formatted(TestBed.demo()));
  }

  @Test
  void aNumberThatTheDllRaisesBringsNothingFromBeyondTheMemory() {
    int[] numbers = {1, 2, 3, 4};
    CallResult result =
        WINE.session()
            .function(
                TestBed.demo(), "void negate_and_ask_for_more(int numbers[*count], int *count)")
            .invoke(numbers, new int[] {2});
    assertThat(numbers).containsExactly(-1, -2, 3, 4);
    assertThat(result.outputs().get(1).value()).isEqualTo(new int[] {1002});
  }

  @Test
  void explainListsWhatStructsSayOfTheirPointers() {
    assertThat(WINE.session().function(TestBed.demo(), DESCRIBED).explain())
        .contains(
            """
              memsync headers: length header_count in/out
              memsync values: length headers.size in/out
            """
                .indent(0)
                .stripTrailing());
    assertThat(WINE.session().function(TestBed.demo(), INNER).explain())
        .contains("\n  memsync part.values: length count in/out\n");
  }
}

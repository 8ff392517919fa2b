package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.bascule.error.LinkError;
import org.bascule.error.SignatureException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What prototypes say beyond C: element types, lengths, packing. */
class PrototypeMarksIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @Test
  void untypedMemoryGetsTheElementTypeOfTheMark() {
    assertThat(
            WINE.changed(
                "void bubblesort([type(float), length(n)] void *a, int n)",
                new float[] {3, 2, 1},
                2))
        .isEqualTo(new float[] {2, 3, 1});
    assertThat(
            WINE.changed(
                "void bubblesort([length(4 * n), bytes, type(float)] void *a, int n)",
                new float[] {3, 2, 1},
                3))
        .isEqualTo(new float[] {1, 2, 3});
  }

  @Test
  void untypedMemoryIsBytesOtherwise() {
    assertThat(
            WINE.changed(
                "void scale_floats([length(4 * n)] void *a, size_t n, float by)",
                new byte[] {0, 0, (byte) 0x80, 0x3F},
                1,
                2))
        .isEqualTo(new byte[] {0, 0, 0, 0x40});
  }

  @Test
  void marksSayWhatIsValidAndWhoFrees() {
    assertThat(
            WINE.changed(
                "int divisors(int of, [out, length(room), valid(result)] int *into, int room)",
                6,
                new int[] {-1, -1, -1, -1, -1, -1},
                6))
        .isEqualTo(new int[] {1, 2, 3, 6, -1, -1});
    int before = (int) WINE.demo("int living_numbers(void)");
    WINE.outputs(
        "void make_squares_in_struct("
            + "struct { int count; [length(count), free(free_numbers)] int *numbers; } *into)",
        Map.of("count", 3));
    assertThat(WINE.demo("int living_numbers(void)")).isEqualTo(before);
  }

  @Test
  void aFunctionThatIsToFreeANestedPointerMustExistWhenItIsBound() {
    assertThatThrownBy(
            () ->
                WINE.session()
                    .function(
                        TestBed.demo(),
                        "void make_squares_in_struct("
                            + "struct { int count; [length(count), free(nobody)] int *numbers; }"
                            + " *into)"))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-207 cannot find the function nobody in %s
              where: Z:%s
              expected: an export of that name
              actual: nearest of %d exports: add, gcd, motto
              remedy: correct the name; wine:exports lists them all"""
                .formatted(
                    TestBed.demo(),
                    TestBed.demo().replace('/', '\\'),
                    WINE.session().library(TestBed.demo()).exports().size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "double packed_value(struct __attribute__((packed)) { char tag; double value; } *data)",
        "double packed_value(struct { char tag; double value; } __attribute__((packed)) *data)",
        "double packed_value(struct [pack(1)] tight { char tag; double value; } *data)"
      })
  void packedStructsLieAsInC(String prototype) {
    assertThat(WINE.demo(prototype, Map.of("tag", 1, "value", 24.5))).isEqualTo(24.5);
  }

  @Test
  void packingToTwoBytesIsNotPackingToOne() {
    Map<String, Object> given = Map.of("tag", 1, "value", -0.5, "end", 9);
    String prototype =
        "double half_packed_value(struct [pack(2)] { char tag; double value; char end; } *data)";
    assertThat(WINE.demo(prototype, given)).isEqualTo(-0.5);
    assertThat(WINE.changed(prototype, given))
        .isEqualTo(Map.of("tag", (byte) 9, "value", -0.5, "end", (byte) 1));
    assertThat(WINE.session().layout("struct [pack(2)] { char tag; double value; char end; }"))
        .endsWith("alignment 2");
  }

  @Test
  void refusesAlignmentThatItDoesNotUnderstand() {
    assertThatThrownBy(
            () ->
                WINE.session()
                    .function(
                        TestBed.demo(), "int f(struct __declspec(align(16)) { int i; } *data)"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column 14
                int f(struct __declspec(align(16)) { int i; } *data)
                             ^
              expected: __attribute__((packed)) or [pack(n)], the only ones that are understood
              actual: "__declspec(align(16))"
              remedy: write it as a C header does, for instance: double pow(double x, double y)""");
  }
}

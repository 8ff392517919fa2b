package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.annotation.Memsync;
import org.bascule.itest.TestBed;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shapes of callbacks in zugbruecke's test-suite: as C prototypes, and as Java interfaces. */
class ZugbrueckeShapesIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final short[] BELT = {7, 5, 3, 2, 8, 4, 9, 1, 6, 3};
  private static final int SIDE = 10;
  private static final String IMAGE =
      "struct image { int16_t data[width * height]; int16_t width, height; } *";

  /** An element of the belt. */
  public interface ConveyorBelt {
    short get(short index);
  }

  /** What the DLL takes the elements from. */
  public record Belt(short len, ConveyorBelt getData) {}

  /** Two of these make an array of functions. */
  public interface Operation {
    double apply(double a, double b);
  }

  /** A picture, or a part of one. */
  public record Image(
      @Memsync(length = "width * height") short[] data, short width, short height) {}

  /** The kernel of an image filter. */
  public interface Filter {
    short apply(Ref<Image> window);
  }

  /** Of demo.dll. */
  public interface Demo {
    short sum_elements_from_callback(short len, ConveyorBelt getData);

    short sum_elements_from_callback_in_struct(Ref<Belt> data);

    short use_optional_callback(short inData, ConveyorBelt processData);

    double apply_op(Operation[] ops, double a, double b, int opcode);

    void apply_filter_to_image(Ref<Image> in, Ref<Image> out, Filter filter);
  }

  private static Object demo(String prototype, Object... arguments) {
    return WINE.session().function(TestBed.demo(), prototype).call(arguments);
  }

  private static Demo demo() {
    return WINE.session().load(TestBed.demo(), Demo.class);
  }

  @Test
  void sumsTheElementsThatACallbackGives() {
    NativeFunction belt = arguments -> BELT[(short) arguments[0]];
    assertThat(
            demo(
                "int16_t sum_elements_from_callback(int16_t len, int16_t (*get)(int16_t index))",
                BELT.length,
                belt))
        .isEqualTo((short) 48);
    assertThat(demo().sum_elements_from_callback((short) BELT.length, index -> BELT[index]))
        .isEqualTo((short) 48);
  }

  @Test
  void sumsTheElementsThatACallbackInAStructGives() {
    NativeFunction belt = arguments -> BELT[(short) arguments[0]];
    assertThat(
            demo(
                "int16_t sum_elements_from_callback_in_struct("
                    + "struct { int16_t len; int16_t (*get)(int16_t); } *data)",
                Map.of("len", BELT.length, "get", belt)))
        .isEqualTo((short) 48);
    ConveyorBelt java = index -> BELT[index];
    Ref<Belt> data = new Ref<>(new Belt((short) BELT.length, java));
    assertThat(demo().sum_elements_from_callback_in_struct(data)).isEqualTo((short) 48);
    assertThat(data.get().getData()).isSameAs(java);
  }

  @Test
  void aCallbackMayBeMissing() {
    String prototype = "int16_t use_optional_callback(int16_t data, int16_t (*process)(int16_t))";
    NativeFunction addFour = arguments -> (short) arguments[0] + 11;
    assertThat(demo(prototype, 7, addFour)).isEqualTo((short) 18);
    assertThat(demo(prototype, 7, null)).isEqualTo((short) 14);
    assertThat(demo().use_optional_callback((short) 7, data -> (short) (data + 11)))
        .isEqualTo((short) 18);
    assertThat(demo().use_optional_callback((short) 7, null)).isEqualTo((short) 14);
  }

  @Test
  void picksAFunctionOutOfAnArray() {
    String prototype =
        "double apply_op(double (*ops[2])(double, double), double a, double b, int opcode)";
    NativeFunction add = arguments -> (double) arguments[0] + (double) arguments[1];
    NativeFunction subtract = arguments -> (double) arguments[0] - (double) arguments[1];
    List<NativeFunction> both = List.of(add, subtract);
    assertThat(demo(prototype, both, 7, 3, 0)).isEqualTo(10.0);
    assertThat(demo(prototype, both, 7, 3, 1)).isEqualTo(4.0);
    assertThat(demo(prototype, both, 7, 3, 2)).isEqualTo(0.0);
    Operation[] ops = {(a, b) -> a + b, (a, b) -> a - b};
    assertThat(demo().apply_op(ops, 7, 3, 0)).isEqualTo(10);
    assertThat(demo().apply_op(ops, 7, 3, 1)).isEqualTo(4);
    assertThat(demo().apply_op(ops, 7, 3, 2)).isZero();
  }

  @Test
  void filtersAnImageWithItsKernelInC() {
    AtomicInteger calls = new AtomicInteger();
    NativeFunction filter =
        arguments -> {
          calls.incrementAndGet();
          Map<?, ?> window = (Map<?, ?>) arguments[0];
          assertThat(window.get("width")).isEqualTo((short) 3);
          return edge((short[]) window.get("data"));
        };
    Map<String, Object> out = new LinkedHashMap<>();
    demo(
        "void apply_filter_to_image(const "
            + IMAGE
            + "in, [out] struct image *out, int16_t (*filter)(struct image *window))",
        Map.of("data", square(), "width", SIDE, "height", SIDE),
        out,
        filter);
    assertThat(out.get("data")).isEqualTo(edges());
    assertThat(calls).hasValue(SIDE * SIDE);
  }

  @Test
  void filtersAnImageWithItsKernelInJava() {
    AtomicInteger calls = new AtomicInteger();
    Ref<Image> out = new Ref<>(new Image(null, (short) 0, (short) 0));
    demo()
        .apply_filter_to_image(
            new Ref<>(new Image(square(), (short) SIDE, (short) SIDE)),
            out,
            window -> {
              calls.incrementAndGet();
              return edge(window.get().data());
            });
    assertThat(out.get().data()).isEqualTo(edges());
    assertThat(out.get().width()).isEqualTo((short) SIDE);
    assertThat(calls).hasValue(SIDE * SIDE);
  }

  /** A bright square in the middle. */
  private static short[] square() {
    short[] picture = new short[SIDE * SIDE];
    for (int y = 3; y < 7; y++) {
      Arrays.fill(picture, SIDE * y + 3, SIDE * y + 7, (short) 100);
    }
    return picture;
  }

  /** The kernel: eight times the middle, less all around it. */
  private static short edge(short[] window) {
    int sum = 9 * window[4];
    for (short pixel : window) {
      sum -= pixel;
    }
    return (short) sum;
  }

  private static short[] edges() {
    short[] picture = square();
    short[] edges = new short[SIDE * SIDE];
    for (int i = 0; i < edges.length; i++) {
      short[] window = new short[9];
      for (int k = 0; k < window.length; k++) {
        int x = Math.min(Math.max(i % SIDE + k % 3 - 1, 0), SIDE - 1);
        int y = Math.min(Math.max(i / SIDE + k / 3 - 1, 0), SIDE - 1);
        window[k] = picture[SIDE * y + x];
      }
      edges[i] = edge(window);
    }
    return edges;
  }
}
